package io.ssvirt.rest.cloudapi.internal.resource;

import java.util.function.Function;

import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Intents;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.PendingIntent;
import io.ssvirt.model.Urn;
import io.ssvirt.rest.api.ListQuery;
import io.ssvirt.rest.api.ListRules;
import io.ssvirt.rest.cloudapi.internal.Answers;
import io.ssvirt.rest.cloudapi.internal.Ids;
import io.ssvirt.rest.cloudapi.internal.Names;
import io.ssvirt.rest.cloudapi.internal.UseCases;
import io.ssvirt.rest.cloudapi.internal.json.IntentDto;
import io.ssvirt.rest.cloudapi.internal.json.TaskDto;

/** Work that was accepted and has not ended, for administrators of the cloud. */
@Path("/cloudapi/1.0.0/intents")
public final class IntentsResource {

    private static final ListRules RULES =
            ListRules.of("id", "state", "operation", "owner", "ownerName", "name", "org", "attempts", "acceptedAt");

    private final UseCases useCases;

    /** Takes the use cases. */
    public IntentsResource(UseCases useCases) {
        this.useCases = useCases;
    }

    /** Lists them, the oldest first. */
    @GET
    public Response list(@Context UriInfo uri, @Context Caller caller) {
        return Answers.page(
                useCases.intents().then(service -> service.list(caller, ListQuery.of(uri.getQueryParameters(), RULES))),
                body(caller));
    }

    /** Reads one by the id of its task; one that has ended is not found, its task is. */
    @GET
    @Path("{intent}")
    public Response get(@PathParam("intent") String intent, @Context Caller caller) {
        return Answers.ok(one(intent, (service, id) -> service.get(caller, id)), body(caller));
    }

    /** Has one tried now instead of at its time. */
    @POST
    @Path("{intent}/actions/retry")
    public Response retry(@PathParam("intent") String intent, @Context Caller caller) {
        return Answers.ok(one(intent, (service, id) -> service.retry(caller, id)), body(caller));
    }

    /**
     * Gives one up wherever it stands, and answers with its task, which has ended.
     *
     * <p>What is being created or deleted goes without asking the cluster; what that may still have is left to the sweep.
     */
    @POST
    @Path("{intent}/actions/abandon")
    public Response abandon(@PathParam("intent") String intent, @Context Caller caller) {
        Names names = new Names(useCases, caller);
        return Answers.ok(
                one(intent, (service, id) -> service.abandon(caller, id)),
                task -> TaskDto.of(task, names.org(task.orgId())));
    }

    private interface Use<T> {
        Outcome<T> of(Intents service, Urn id);
    }

    private <T> Outcome<T> one(String intent, Use<T> use) {
        return Ids.prefixed(EntityType.TASK, intent)
                .then(id -> useCases.intents().then(service -> use.of(service, id)));
    }

    private Function<PendingIntent, IntentDto> body(Caller caller) {
        Names names = new Names(useCases, caller);
        return intent -> IntentDto.of(intent, names.org(intent.orgId()));
    }
}
