package io.ssvirt.rest.cloudapi.internal.resource;

import java.util.Optional;

import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;

import io.ssvirt.api.Caller;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Right;
import io.ssvirt.rest.api.HumanError;
import io.ssvirt.rest.api.ListQuery;
import io.ssvirt.rest.api.ListRules;
import io.ssvirt.rest.cloudapi.internal.Answers;
import io.ssvirt.rest.cloudapi.internal.Ids;
import io.ssvirt.rest.cloudapi.internal.UseCases;
import io.ssvirt.rest.cloudapi.internal.json.RightDto;

/** The rights that roles are made of. They come with the software and cannot be changed. */
@Path("/cloudapi/1.0.0/rights")
@HumanError
public final class RightsResource {

    static final ListRules RULES = ListRules.of("id", "name", "category");

    private final UseCases useCases;

    /** Takes the use cases. */
    public RightsResource(UseCases useCases) {
        this.useCases = useCases;
    }

    /** Lists all. */
    @GET
    public Response list(@Context UriInfo uri, @Context Caller caller) {
        return Answers.page(
                useCases.roles()
                        .then(service -> service.rights(
                                caller, Optional.empty(), ListQuery.of(uri.getQueryParameters(), RULES))),
                RightDto::of);
    }

    /** Reads one. */
    @GET
    @Path("{right}")
    public Response get(@PathParam("right") String right) {
        return Answers.ok(
                Ids.strict(EntityType.RIGHT, right)
                        .then(id -> Outcome.required(Right.ofId(id), Ids.missing(EntityType.RIGHT))),
                RightDto::of);
    }
}
