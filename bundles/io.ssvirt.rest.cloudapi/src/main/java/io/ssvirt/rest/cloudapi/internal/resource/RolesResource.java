package io.ssvirt.rest.cloudapi.internal.resource;

import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;

import io.ssvirt.api.Caller;
import io.ssvirt.model.EntityType;
import io.ssvirt.rest.api.HumanError;
import io.ssvirt.rest.api.ListQuery;
import io.ssvirt.rest.api.ListRules;
import io.ssvirt.rest.cloudapi.internal.Answers;
import io.ssvirt.rest.cloudapi.internal.Ids;
import io.ssvirt.rest.cloudapi.internal.UseCases;
import io.ssvirt.rest.cloudapi.internal.json.RoleDto;

/** Roles, read only (contract 2.5). */
@Path("/cloudapi/1.0.0/roles")
@HumanError
public final class RolesResource {

    private static final ListRules RULES = ListRules.of("name", "description");

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
        return Answers.ok(
                Ids.strict(EntityType.ROLE, role).then(id -> useCases.roles().then(service -> service.get(caller, id))),
                RoleDto::of);
    }
}
