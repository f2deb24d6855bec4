package io.ssvirt.rest.cloudapi.internal.resource;

import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;

import io.ssvirt.api.Caller;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Urn;
import io.ssvirt.rest.cloudapi.internal.Answers;
import io.ssvirt.rest.cloudapi.internal.Ids;
import io.ssvirt.rest.cloudapi.internal.Names;
import io.ssvirt.rest.cloudapi.internal.UseCases;
import io.ssvirt.rest.cloudapi.internal.json.VAppDto;

/** vApps by id (contract 2.12). */
@Path("/cloudapi/1.0.0/vapps")
public final class VAppsResource {

    private final UseCases useCases;

    /** Takes the use cases. */
    public VAppsResource(UseCases useCases) {
        this.useCases = useCases;
    }

    /** Reads one with its machines. */
    @GET
    @Path("{vapp}")
    public Response get(@PathParam("vapp") String vapp, @Context Caller caller) {
        Names names = new Names(useCases, caller);
        return Answers.ok(
                id(vapp).then(urn -> useCases.vapps().then(service -> service.get(caller, urn))),
                detail -> VAppDto.of(detail, names));
    }

    /** Deletes one; with running machines only by force. */
    @DELETE
    @Path("{vapp}")
    public Response delete(@PathParam("vapp") String vapp, @QueryParam("force") String force, @Context Caller caller) {
        Names names = new Names(useCases, caller);
        boolean forced = "true".equalsIgnoreCase(force);
        return Answers.deleting(
                id(vapp).then(urn -> useCases.vapps().then(service -> service.delete(caller, urn, forced))),
                left -> VAppDto.of(left, names));
    }

    private static Outcome<Urn> id(String text) {
        return Ids.prefixed(EntityType.VAPP, text);
    }
}
