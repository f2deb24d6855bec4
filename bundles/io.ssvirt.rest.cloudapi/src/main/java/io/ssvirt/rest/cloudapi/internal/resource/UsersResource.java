package io.ssvirt.rest.cloudapi.internal.resource;

import java.util.Optional;

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
import io.ssvirt.model.EntityType;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Urn;
import io.ssvirt.rest.api.HumanError;
import io.ssvirt.rest.api.JsonBody;
import io.ssvirt.rest.api.ListQuery;
import io.ssvirt.rest.api.ListRules;
import io.ssvirt.rest.cloudapi.internal.Answers;
import io.ssvirt.rest.cloudapi.internal.Bodies;
import io.ssvirt.rest.cloudapi.internal.Ids;
import io.ssvirt.rest.cloudapi.internal.UseCases;
import io.ssvirt.rest.cloudapi.internal.WrittenPages;
import io.ssvirt.rest.cloudapi.internal.WrittenPages.Asked;
import io.ssvirt.rest.cloudapi.internal.json.UserBody;
import io.ssvirt.rest.cloudapi.internal.json.UserDto;

/** Users (contract 2.4). */
@Path("/cloudapi/1.0.0/users")
@HumanError
public final class UsersResource {

    static final ListRules RULES = ListRules.of(
            "id",
            "name",
            "username",
            "fullName",
            "email",
            "description",
            "enabled",
            "isEnabled",
            "organizationId",
            "organizationName",
            "orgEntityRef.id",
            "orgEntityRef.name",
            "role",
            "roleEntityRefs.id",
            "roleEntityRefs.name",
            "lastLogin");

    private final UseCases useCases;
    private final WrittenPages pages;

    /** Takes the use cases. */
    public UsersResource(UseCases useCases) {
        this.useCases = useCases;
        this.pages = new WrittenPages(useCases);
    }

    /** Lists what the caller sees. */
    @GET
    public Response list(@Context UriInfo uri, @Context Caller caller) {
        Query query = ListQuery.of(uri.getQueryParameters(), RULES);
        // Whether a user is locked depends on the time, and organization and roles are no part of its row.
        return pages.answer(new Asked<>(
                () -> useCases.users().then(service -> service.list(caller, Optional.empty(), query)),
                caller,
                who -> UserDto::of,
                Page::values));
    }

    /** Reads the caller. */
    @GET
    @Path("current")
    public Response current(@Context Caller caller) {
        return read(Outcome.done(caller.userId()), caller);
    }

    /** Reads one. */
    @GET
    @Path("{user}")
    public Response get(@PathParam("user") String user, @Context Caller caller) {
        return read(id(user), caller);
    }

    /** Creates one. */
    @POST
    public Response create(JsonBody body, @Context Caller caller) {
        return Bodies.read(
                body,
                UserBody::create,
                wanted -> Answers.created(
                        wanted.draft().then(draft -> useCases.users().then(service -> service.create(caller, draft))),
                        UserDto::of));
    }

    /** Changes one. */
    @PUT
    @Path("{user}")
    public Response update(@PathParam("user") String user, JsonBody body, @Context Caller caller) {
        return id(user).fold(
                        urn -> Bodies.read(
                                body,
                                UserBody::update,
                                wanted -> Answers.ok(
                                        wanted.draft().then(draft -> useCases.users()
                                                .then(service -> service.update(caller, urn, draft))),
                                        UserDto::of)),
                        Answers::error);
    }

    /** Changes one; the same as PUT, because both leave alone what the body does not name. */
    @PATCH
    @Path("{user}")
    public Response patch(@PathParam("user") String user, JsonBody body, @Context Caller caller) {
        return update(user, body, caller);
    }

    /** Deletes one. */
    @DELETE
    @Path("{user}")
    public Response delete(@PathParam("user") String user, @Context Caller caller) {
        return Answers.none(id(user).then(urn -> useCases.users().then(service -> service.delete(caller, urn))));
    }

    private Response read(Outcome<Urn> id, Caller caller) {
        return Answers.ok(id.then(urn -> useCases.users().then(service -> service.get(caller, urn))), UserDto::of);
    }

    private static Outcome<Urn> id(String text) {
        return Ids.strict(EntityType.USER, text);
    }
}
