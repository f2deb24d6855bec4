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
import io.ssvirt.api.Users;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Urn;
import io.ssvirt.rest.api.HumanError;
import io.ssvirt.rest.api.JsonBody;
import io.ssvirt.rest.api.ListQuery;
import io.ssvirt.rest.cloudapi.internal.Answers;
import io.ssvirt.rest.cloudapi.internal.Bodies;
import io.ssvirt.rest.cloudapi.internal.Ids;
import io.ssvirt.rest.cloudapi.internal.UseCases;
import io.ssvirt.rest.cloudapi.internal.json.UserBody;
import io.ssvirt.rest.cloudapi.internal.json.UserDto;

/** Users of one organization (contract 8.3): the same as the users, seen through their organization. */
@Path("/cloudapi/1.0.0/orgs/{org}/users")
@HumanError
public final class OrganizationUsersResource {

    private final UseCases useCases;

    /** Takes the use cases. */
    public OrganizationUsersResource(UseCases useCases) {
        this.useCases = useCases;
    }

    /** Lists those of the organization. */
    @GET
    public Response list(@PathParam("org") String org, @Context UriInfo uri, @Context Caller caller) {
        return Answers.page(
                organization(org, caller).then(id -> useCases.users()
                        .then(service -> service.list(
                                caller, Optional.of(id), ListQuery.of(uri.getQueryParameters(), UsersResource.RULES)))),
                UserDto::of);
    }

    /** Reads one. */
    @GET
    @Path("{user}")
    public Response get(@PathParam("org") String org, @PathParam("user") String user, @Context Caller caller) {
        return Answers.ok(member(org, user, caller), UserDto::of);
    }

    /** Creates one in the organization, whatever the body says about it. */
    @POST
    public Response create(@PathParam("org") String org, JsonBody body, @Context Caller caller) {
        return organization(org, caller)
                .fold(
                        id -> Bodies.read(
                                body,
                                UserBody::create,
                                wanted -> Answers.created(
                                        wanted.draft()
                                                .map(draft -> draft.in(id))
                                                .then(draft -> useCases.users()
                                                        .then(service -> service.create(caller, draft))),
                                        UserDto::of)),
                        Answers::error);
    }

    /** Changes one. */
    @PUT
    @Path("{user}")
    public Response update(
            @PathParam("org") String org, @PathParam("user") String user, JsonBody body, @Context Caller caller) {
        return member(org, user, caller)
                .fold(
                        found -> Bodies.read(
                                body,
                                UserBody::update,
                                wanted -> Answers.ok(
                                        wanted.draft().then(draft -> useCases.users()
                                                .then(service -> service.update(
                                                        caller, found.user().id(), draft))),
                                        UserDto::of)),
                        Answers::error);
    }

    /** Changes one; the same as PUT. */
    @PATCH
    @Path("{user}")
    public Response patch(
            @PathParam("org") String org, @PathParam("user") String user, JsonBody body, @Context Caller caller) {
        return update(org, user, body, caller);
    }

    /** Deletes one. */
    @DELETE
    @Path("{user}")
    public Response delete(@PathParam("org") String org, @PathParam("user") String user, @Context Caller caller) {
        return Answers.none(member(org, user, caller).then(found -> useCases.users()
                .then(service -> service.delete(caller, found.user().id()))));
    }

    private Outcome<Urn> organization(String text, Caller caller) {
        return Ids.strict(EntityType.ORGANIZATION, text)
                .then(id -> caller.sees(id) ? Outcome.done(id) : Outcome.refused(Ids.missing(EntityType.ORGANIZATION)));
    }

    private Outcome<Users.Detail> member(String org, String user, Caller caller) {
        DomainError missing = Ids.missing(EntityType.USER);
        return organization(org, caller).then(organization -> Ids.strict(EntityType.USER, user)
                .then(id -> useCases.users().then(service -> service.get(caller, id)))
                .then(found -> found.organization().id().equals(organization)
                        ? Outcome.done(found)
                        : Outcome.refused(missing)));
    }
}
