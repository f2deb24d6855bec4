package io.ssvirt.rest.cloudapi.internal.resource;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;

import io.ssvirt.api.Caller;
import io.ssvirt.api.HealthProbe;
import io.ssvirt.api.SystemHealth;
import io.ssvirt.rest.api.Public;
import io.ssvirt.rest.cloudapi.internal.Answers;
import io.ssvirt.rest.cloudapi.internal.UseCases;
import io.ssvirt.rest.cloudapi.internal.json.HealthDto;
import io.ssvirt.rest.cloudapi.internal.json.VersionDto;

/**
 * What probes and monitors ask (contract 2.2).
 *
 * <p>Ready is whoever can log somebody in, which takes the database; a cluster that is away makes the
 * server degraded but leaves it ready, because reads and everything that can be carried out later still work. Why it is as it
 * is, an administrator of the cloud is told, who sends a token as with any other request.
 */
@Path("/")
@Public
public final class HealthResource {

    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final UseCases useCases;
    private final VersionDto version;
    private final Clock clock;

    /** Takes the use cases, the build and the clock. */
    public HealthResource(UseCases useCases, VersionDto version, Clock clock) {
        this.useCases = useCases;
        this.version = version;
        this.clock = clock;
    }

    /** Tells how the server is. */
    @GET
    @Path("healthz")
    public Response health() {
        return Answers.json(OK, HealthDto.of(report(), version.version(), clock.instant()));
    }

    /** Tells how the server is, under the path that monitors use. */
    @GET
    @Path("api/v1/health")
    public Response apiHealth() {
        return health();
    }

    /** Tells whether work can be sent here. */
    @GET
    @Path("readyz")
    public Response ready(@Context Caller caller) {
        boolean sessions = useCases.sessions().refusal().isEmpty();
        HealthDto.Readiness readiness = HealthDto.readiness(report(), findings(), sessions, clock.instant())
                .shownTo(caller != null && caller.isProvider());
        return Answers.json(readiness.ready() ? OK : UNAVAILABLE, readiness);
    }

    /** Tells which build is running. */
    @GET
    @Path("api/v1/version")
    public Response version() {
        return Answers.json(OK, version);
    }

    private List<HealthProbe.Finding> findings() {
        return useCases.health().fold(SystemHealth::findings, error -> List.of());
    }

    private Optional<SystemHealth.Report> report() {
        return useCases.health().fold(service -> Optional.of(service.report()), error -> Optional.empty());
    }
}
