package io.ssvirt.rest.cloudapi.internal.resource;

import java.util.function.Function;

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
import io.ssvirt.api.VApps;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Query;
import io.ssvirt.model.Urn;
import io.ssvirt.rest.api.JsonBody;
import io.ssvirt.rest.api.ListQuery;
import io.ssvirt.rest.api.ListRules;
import io.ssvirt.rest.cloudapi.internal.Answers;
import io.ssvirt.rest.cloudapi.internal.Ids;
import io.ssvirt.rest.cloudapi.internal.Names;
import io.ssvirt.rest.cloudapi.internal.UseCases;
import io.ssvirt.rest.cloudapi.internal.WrittenPages;
import io.ssvirt.rest.cloudapi.internal.WrittenPages.Asked;
import io.ssvirt.rest.cloudapi.internal.json.VAppBody;
import io.ssvirt.rest.cloudapi.internal.json.VAppDto;

/** vApps by id (contract 2.12). */
@Path("/cloudapi/1.0.0/vapps")
public final class VAppsResource {

    private static final ListRules RULES = ListRules.of("name", "description", "status", "id", "vdcId", "vdc.id");

    private final UseCases useCases;
    private final WrittenPages pages;

    /** Takes the use cases. */
    public VAppsResource(UseCases useCases) {
        this.useCases = useCases;
        this.pages = new WrittenPages(useCases);
    }

    /** Reads one with its machines. */
    @GET
    @Path("{vapp}")
    public Response get(@PathParam("vapp") String vapp, @Context Caller caller) {
        return Answers.ok(
                id(vapp).then(urn -> useCases.vapps().then(service -> service.get(caller, urn))), body(caller));
    }

    /** Lists what the caller sees, with their machines. */
    @GET
    public Response list(@Context UriInfo uri, @Context Caller caller) {
        Query query = ListQuery.of(uri.getQueryParameters(), RULES);
        return pages.answer(
                new Asked<>(() -> useCases.vapps().then(service -> service.list(caller, query)), caller, this::body));
    }

    /** Changes what the body names. */
    @PUT
    @Path("{vapp}")
    public Response put(@PathParam("vapp") String vapp, JsonBody body, @Context Caller caller) {
        return edit(vapp, body, caller);
    }

    /** Changes what the body names. */
    @PATCH
    @Path("{vapp}")
    public Response patch(@PathParam("vapp") String vapp, JsonBody body, @Context Caller caller) {
        return edit(vapp, body, caller);
    }

    private Response edit(String vapp, JsonBody body, Caller caller) {
        return Answers.ok(
                id(vapp).then(urn -> body.read(VAppBody::edit)
                        .then(edit -> useCases.vapps().then(service -> service.edit(caller, urn, edit)))),
                body(caller));
    }

    /** Changes the power of all machines of one; the body is ignored. */
    @POST
    @Path("{vapp}/actions/" + PowerWords.PATH)
    public Response power(@PathParam("vapp") String vapp, @PathParam("action") String word, @Context Caller caller) {
        return Answers.accepted(
                id(vapp).then(urn ->
                        useCases.vapps().then(service -> service.power(caller, urn, PowerWords.action(word)))),
                body(caller));
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

    private Function<VApps.Detail, VAppDto> body(Caller caller) {
        Names names = new Names(useCases, caller);
        return detail -> VAppDto.of(detail, names);
    }

    private static Outcome<Urn> id(String text) {
        return Ids.prefixed(EntityType.VAPP, text);
    }
}
