package io.ssvirt.rest.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;

import io.ssvirt.api.AuditTrail;
import io.ssvirt.api.Sessions;
import io.ssvirt.metrics.api.Meters;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.IdSource;
import io.ssvirt.model.Outcome;
import io.ssvirt.rest.spi.RestSurface;

/** Brings the parts that every front end stands on into the application: authentication, errors, bodies, headers, log. */
@Component(service = CommonParts.class, configurationPid = "io.ssvirt.rest")
@Designate(ocd = RestConfig.class)
public final class CommonParts implements RestSurface {

    private final List<Object> providers;

    /** Optional and dynamic, because the application must go on answering while the sessions service is replaced. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Sessions sessions;

    /** Optional and dynamic for the same reason; while it is away, events are in the log alone. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile AuditTrail trail;

    /** Builds the parts. */
    @Activate
    public CommonParts(@Reference IdSource ids, @Reference Clock clock, @Reference Meters meters, RestConfig config) {
        this.providers = providers(
                ids, clock, meters, this::boundSessions, () -> Optional.ofNullable(trail), RestSettings.of(config));
    }

    /** Builds the parts outside a framework. */
    public static List<Object> providers(
            IdSource ids,
            Clock clock,
            Meters meters,
            Supplier<Outcome<Sessions>> sessions,
            Supplier<Optional<AuditTrail>> trail,
            RestSettings settings) {
        RepeatedReads.Parts each = new RepeatedReads.Parts(
                new RequestIdentity(ids, System::nanoTime),
                new CrossOrigin(settings.origins()),
                new AddressLimit(
                        new RequestLimits(settings.addressRequests(), RestSettings.PERIOD),
                        new RequestLimits(settings.addressLogins(), RestSettings.PERIOD)),
                new Authentication(sessions),
                new UserLimit(new RequestLimits(settings.userRequests(), RestSettings.PERIOD)),
                new RequestMeters(meters, System::nanoTime));
        return List.of(
                each.meters(),
                each.identity(),
                each.origins(),
                new TolerantHeaders(),
                new PlainPaths(),
                each.addresses(),
                each.authentication(),
                each.users(),
                new Callers(),
                new RepeatedReads(each, System::nanoTime),
                new JsonBodyReader(settings.bodyLimit()),
                new JsonWriter(),
                new Auditing(trail, ids, clock),
                new ExternalLinks(settings.externalUrl()),
                new ProblemFilter(),
                new Failures(ids));
    }

    @Override
    public Collection<Object> resources() {
        return List.of(new Liveness());
    }

    @Override
    public Collection<Object> providers() {
        return providers;
    }

    private Outcome<Sessions> boundSessions() {
        Sessions bound = sessions;
        return bound == null
                ? Outcome.refused(DomainError.unavailable(
                        "The part of the server that handles sessions is not running just now; try again later",
                        Duration.ofSeconds(5)))
                : Outcome.done(bound);
    }
}
