package io.ssvirt.rest.cloudapi.internal.resource;

import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;

import io.ssvirt.api.Caller;
import io.ssvirt.model.EntityType;
import io.ssvirt.rest.api.JsonBody;
import io.ssvirt.rest.api.ListQuery;
import io.ssvirt.rest.api.ListRules;
import io.ssvirt.rest.cloudapi.internal.Answers;
import io.ssvirt.rest.cloudapi.internal.Bodies;
import io.ssvirt.rest.cloudapi.internal.Ids;
import io.ssvirt.rest.cloudapi.internal.UseCases;
import io.ssvirt.rest.cloudapi.internal.json.Limits;
import io.ssvirt.rest.cloudapi.internal.json.TokenDto;

/** API tokens, in the manner of VMware Cloud Director, and one call to make one with its secret at once. */
@Path("/cloudapi/1.0.0/tokens")
public final class TokensResource {

    private static final ListRules RULES = ListRules.of("id", "name", "owner.name", "owner.id", "type");

    private final UseCases useCases;

    /** Takes the use cases. */
    public TokensResource(UseCases useCases) {
        this.useCases = useCases;
    }

    /** Lists what the caller sees. */
    @GET
    public Response list(@Context UriInfo uri, @Context Caller caller) {
        return Answers.page(
                useCases.tokens().then(service -> service.list(caller, ListQuery.of(uri.getQueryParameters(), RULES))),
                TokenDto::of);
    }

    /** Reads one. */
    @GET
    @Path("{token}")
    public Response get(@PathParam("token") String token, @Context Caller caller) {
        return Answers.ok(
                Ids.strict(EntityType.TOKEN, token)
                        .then(id -> useCases.tokens().then(service -> service.get(caller, id))),
                TokenDto::of);
    }

    /** Creates one of the caller; the answer has its secret this once. */
    @POST
    public Response create(JsonBody body, @Context Caller caller) {
        return Bodies.read(
                body,
                fields -> fields.required("name", Limits.NAME),
                name -> Answers.created(useCases.tokens().then(service -> service.create(caller, name)), TokenDto::of));
    }

    /** Revokes one. */
    @DELETE
    @Path("{token}")
    public Response revoke(@PathParam("token") String token, @Context Caller caller) {
        return Answers.none(Ids.strict(EntityType.TOKEN, token)
                .then(id -> useCases.tokens().then(service -> service.revoke(caller, id))));
    }
}
