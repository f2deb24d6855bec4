package io.ssvirt.rest.cloudapi.internal.resource;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;

import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Roles;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Right;
import io.ssvirt.model.Urn;
import io.ssvirt.rest.api.HumanError;
import io.ssvirt.rest.api.JsonBody;
import io.ssvirt.rest.api.ListQuery;
import io.ssvirt.rest.api.ListRules;
import io.ssvirt.rest.cloudapi.internal.Answers;
import io.ssvirt.rest.cloudapi.internal.Bodies;
import io.ssvirt.rest.cloudapi.internal.Ids;
import io.ssvirt.rest.cloudapi.internal.UseCases;
import io.ssvirt.rest.cloudapi.internal.json.RightDto;
import io.ssvirt.rest.cloudapi.internal.json.RoleBody;
import io.ssvirt.rest.cloudapi.internal.json.RoleDto;

/** Roles and their rights (contract 2.5, and in the manner of VMware Cloud Director where that has none). */
@Path("/cloudapi/1.0.0/roles")
@HumanError
public final class RolesResource {

    private static final ListRules RULES = ListRules.of("id", "name", "description", "readOnly");

    private final UseCases useCases;

    /** Takes the use cases. */
    public RolesResource(UseCases useCases) {
        this.useCases = useCases;
    }

    /** Lists all. */
    @GET
    public Response list(@Context UriInfo uri, @Context Caller caller) {
        return Answers.page(
                useCases.roles().then(service -> service.list(caller, ListQuery.of(uri.getQueryParameters(), RULES))),
                RoleDto::of);
    }

    /** Reads one. */
    @GET
    @Path("{role}")
    public Response get(@PathParam("role") String role, @Context Caller caller) {
        return Answers.ok(id(role).then(id -> useCases.roles().then(service -> service.get(caller, id))), RoleDto::of);
    }

    /** Creates one. */
    @POST
    public Response create(JsonBody body, @Context Caller caller) {
        return Bodies.read(
                body,
                RoleBody::create,
                draft -> Answers.created(useCases.roles().then(service -> service.create(caller, draft)), RoleDto::of));
    }

    /** Changes one. */
    @PUT
    @Path("{role}")
    public Response update(@PathParam("role") String role, JsonBody body, @Context Caller caller) {
        return id(role).fold(
                        id -> Bodies.read(
                                body,
                                RoleBody::update,
                                draft -> Answers.ok(
                                        useCases.roles().then(service -> service.update(caller, id, draft)),
                                        RoleDto::of)),
                        Answers::error);
    }

    /** Changes one; the same as PUT, because both leave alone what the body does not name. */
    @PATCH
    @Path("{role}")
    public Response patch(@PathParam("role") String role, JsonBody body, @Context Caller caller) {
        return update(role, body, caller);
    }

    /** Deletes one. */
    @DELETE
    @Path("{role}")
    public Response delete(@PathParam("role") String role, @Context Caller caller) {
        return Answers.none(id(role).then(id -> useCases.roles().then(service -> service.delete(caller, id))));
    }

    /** Lists the rights of one. */
    @GET
    @Path("{role}/rights")
    public Response rights(@PathParam("role") String role, @Context UriInfo uri, @Context Caller caller) {
        return Answers.page(
                id(role).then(id -> useCases.roles()
                        .then(service -> service.rights(
                                caller,
                                Optional.of(id),
                                ListQuery.of(uri.getQueryParameters(), RightsResource.RULES)))),
                RightDto::of);
    }

    /** Adds rights to one. */
    @POST
    @Path("{role}/rights")
    public Response addRights(@PathParam("role") String role, JsonBody body, @Context Caller caller) {
        return changeRights(role, body, caller, (had, more) -> {
            Set<Right> all = EnumSet.noneOf(Right.class);
            all.addAll(more);
            all.addAll(had);
            return all;
        });
    }

    /** Replaces the rights of one. */
    @PUT
    @Path("{role}/rights")
    public Response setRights(@PathParam("role") String role, JsonBody body, @Context Caller caller) {
        return changeRights(role, body, caller, (had, wanted) -> wanted);
    }

    private Response changeRights(String role, JsonBody body, Caller caller, BinaryOperator<Set<Right>> change) {
        return id(role).fold(
                        id -> Bodies.read(
                                body,
                                RoleBody::values,
                                rights -> Answers.page(
                                        useCases.roles().then(service -> changed(service, caller, id, rights, change)),
                                        RightDto::of)),
                        Answers::error);
    }

    private static Outcome<Page<Right>> changed(
            Roles service, Caller caller, Urn id, Set<Right> rights, BinaryOperator<Set<Right>> change) {
        return service.get(caller, id)
                .then(found -> service.update(
                        caller,
                        id,
                        new Roles.Draft(
                                Optional.empty(), Optional.empty(), Optional.of(change.apply(found.rights(), rights)))))
                .then(changed -> service.rights(caller, Optional.of(id), Query.page(1, Right.values().length)));
    }

    private static Outcome<Urn> id(String text) {
        return Ids.strict(EntityType.ROLE, text);
    }
}
