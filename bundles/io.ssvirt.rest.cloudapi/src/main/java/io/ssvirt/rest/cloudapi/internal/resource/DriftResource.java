package io.ssvirt.rest.cloudapi.internal.resource;

import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;

import io.ssvirt.api.Caller;
import io.ssvirt.rest.api.ListQuery;
import io.ssvirt.rest.api.ListRules;
import io.ssvirt.rest.cloudapi.internal.Answers;
import io.ssvirt.rest.cloudapi.internal.UseCases;
import io.ssvirt.rest.cloudapi.internal.json.DriftDto;
import io.ssvirt.rest.cloudapi.internal.json.SweepDto;

/** What database and cluster say differently, for administrators of the cloud. */
@Path("/cloudapi/1.0.0/drift")
public final class DriftResource {

    private static final ListRules RULES =
            ListRules.of("id", "kind", "object", "name", "entity", "org", "firstSeen", "lastSeen");

    private final UseCases useCases;

    /** Takes the use cases. */
    public DriftResource(UseCases useCases) {
        this.useCases = useCases;
    }

    /** Lists the findings of the last sweep, the oldest first. */
    @GET
    public Response list(@Context UriInfo uri, @Context Caller caller) {
        return Answers.page(
                useCases.drift().then(service -> service.list(caller, ListQuery.of(uri.getQueryParameters(), RULES))),
                DriftDto::of);
    }

    /** Compares database and cluster now. */
    @POST
    @Path("actions/sweep")
    public Response sweep(@Context Caller caller) {
        return Answers.ok(useCases.drift().then(service -> service.sweep(caller)), SweepDto::of);
    }
}
