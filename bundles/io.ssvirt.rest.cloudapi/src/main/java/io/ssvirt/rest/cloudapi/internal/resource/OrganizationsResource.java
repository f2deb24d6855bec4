package io.ssvirt.rest.cloudapi.internal.resource;

import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Organizations;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.Outcome;
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
import io.ssvirt.rest.cloudapi.internal.json.OrganizationBody;
import io.ssvirt.rest.cloudapi.internal.json.OrganizationDto;

/** Organizations (contract 2.6). */
@Path("/cloudapi/1.0.0/orgs")
@HumanError
public final class OrganizationsResource {

    private static final ListRules RULES = ListRules.of("id", "name", "displayName", "description", "isEnabled");

    private final UseCases useCases;
    private final WrittenPages pages;

    /** Takes the use cases. */
    public OrganizationsResource(UseCases useCases) {
        this.useCases = useCases;
        this.pages = new WrittenPages(useCases);
    }

    /** Lists what the caller sees. */
    @GET
    public Response list(@Context UriInfo uri, @Context Caller caller) {
        Query query = ListQuery.of(uri.getQueryParameters(), RULES);
        return pages.answer(new Asked<>(
                () -> useCases.organizations().then(service -> service.list(caller, query)),
                caller,
                who -> OrganizationDto::of));
    }

    /** Reads one. */
    @GET
    @Path("{org}")
    public Response get(@PathParam("org") String org, @Context Caller caller) {
        return Answers.ok(
                id(org).then(urn -> useCases.organizations().then(service -> service.get(caller, urn))),
                OrganizationDto::of);
    }

    /** Creates one. */
    @POST
    public Response create(JsonBody body, @Context Caller caller) {
        return Bodies.read(
                body,
                OrganizationBody::create,
                draft -> Answers.created(
                        useCases.organizations().then(service -> service.create(caller, draft)), OrganizationDto::of));
    }

    /** Changes one. */
    @PUT
    @Path("{org}")
    public Response update(@PathParam("org") String org, JsonBody body, @Context Caller caller) {
        return id(org).fold(
                        urn -> Bodies.read(
                                body,
                                OrganizationBody::update,
                                draft -> Answers.ok(
                                        useCases.organizations().then(service -> service.update(caller, urn, draft)),
                                        OrganizationDto::of)),
                        Answers::error);
    }

    /** Changes one; the same as PUT, because both leave alone what the body does not name. */
    @PATCH
    @Path("{org}")
    public Response patch(@PathParam("org") String org, JsonBody body, @Context Caller caller) {
        return update(org, body, caller);
    }

    /**
     * Deletes one.
     *
     * <p>One that is not empty is refused with what is in it, unless {@code recursive=true} asks for everything to go with it;
     * then it answers 204 when it is gone and 202 while it goes. Running machines are refused unless {@code force=true}.
     */
    @DELETE
    @Path("{org}")
    public Response delete(
            @PathParam("org") String org,
            @QueryParam("recursive") String recursive,
            @QueryParam("force") String force,
            @Context Caller caller) {
        if (!"true".equalsIgnoreCase(recursive)) {
            return Answers.none(
                    id(org).then(urn -> useCases.organizations().then(service -> service.delete(caller, urn))));
        }
        boolean forced = "true".equalsIgnoreCase(force);
        return Answers.deleting(
                id(org).then(urn -> useCases.removal().then(service -> service.remove(caller, urn, forced))),
                left -> OrganizationDto.of(new Organizations.Counted(left, new Organizations.Counts(0, 0, 0, 0, 0))));
    }

    private static Outcome<Urn> id(String text) {
        return Ids.strict(EntityType.ORGANIZATION, text);
    }
}
