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
import io.ssvirt.model.EntityType;
import io.ssvirt.model.Query;
import io.ssvirt.model.Task;
import io.ssvirt.rest.api.ListQuery;
import io.ssvirt.rest.api.ListRules;
import io.ssvirt.rest.cloudapi.internal.Answers;
import io.ssvirt.rest.cloudapi.internal.Ids;
import io.ssvirt.rest.cloudapi.internal.Names;
import io.ssvirt.rest.cloudapi.internal.UseCases;
import io.ssvirt.rest.cloudapi.internal.WrittenPages;
import io.ssvirt.rest.cloudapi.internal.WrittenPages.Asked;
import io.ssvirt.rest.cloudapi.internal.json.TaskDto;

/** What became of mutations; every answer to one names its task. */
@Path("/cloudapi/1.0.0/tasks")
public final class TasksResource {

    private static final ListRules RULES =
            ListRules.of("id", "name", "operation", "status", "owner", "ownerName", "user", "startTime", "endTime");

    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    private final UseCases useCases;
    private final WrittenPages pages;

    /** Takes the use cases. */
    public TasksResource(UseCases useCases) {
        this.useCases = useCases;
        this.pages = new WrittenPages(useCases);
    }

    /** Lists those of the caller's organization. */
    @GET
    public Response list(@Context UriInfo uri, @Context Caller caller) {
        Query query = ListQuery.of(uri.getQueryParameters(), RULES);
        return pages.answer(
                new Asked<>(() -> useCases.tasks().then(service -> service.list(caller, query)), caller, this::body));
    }

    /** Reads one. */
    @GET
    @Path("{task}")
    public Response get(@PathParam("task") String task, @Context Caller caller) {
        return Answers.repeatable(
                () -> Ids.prefixed(EntityType.TASK, task)
                        .then(id -> useCases.tasks().then(service -> service.get(caller, id))),
                () -> body(caller));
    }

    /**
     * Cancels one.
     *
     * <p>Answers 200 when it has been taken back, 202 while that goes on, and 409 with the reason when it can no longer be.
     */
    @POST
    @Path("{task}/actions/cancel")
    public Response cancel(@PathParam("task") String task, @Context Caller caller) {
        return Ids.prefixed(EntityType.TASK, task)
                .then(id -> useCases.tasks().then(service -> service.cancel(caller, id)))
                .fold(
                        now -> Answers.json(
                                now.status().isFinal() ? OK : ACCEPTED,
                                body(caller).apply(now)),
                        Answers::error);
    }

    private Function<Task, TaskDto> body(Caller caller) {
        Names names = new Names(useCases, caller);
        return task -> TaskDto.of(task, names.org(task.orgId()));
    }
}
