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
import io.ssvirt.model.EntityType;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.PowerAction;
import io.ssvirt.model.Query;
import io.ssvirt.model.Urn;
import io.ssvirt.model.Vm;
import io.ssvirt.rest.api.JsonBody;
import io.ssvirt.rest.api.ListQuery;
import io.ssvirt.rest.api.ListRules;
import io.ssvirt.rest.cloudapi.internal.Answers;
import io.ssvirt.rest.cloudapi.internal.Ids;
import io.ssvirt.rest.cloudapi.internal.Names;
import io.ssvirt.rest.cloudapi.internal.UseCases;
import io.ssvirt.rest.cloudapi.internal.WrittenPages;
import io.ssvirt.rest.cloudapi.internal.WrittenPages.Asked;
import io.ssvirt.rest.cloudapi.internal.json.PowerDto;
import io.ssvirt.rest.cloudapi.internal.json.VmBody;
import io.ssvirt.rest.cloudapi.internal.json.VmDto;

/** Machines and their power (contract 2.13). */
@Path("/cloudapi/1.0.0/vms")
public final class VmsResource {

    private static final ListRules RULES = ListRules.of(
            "name",
            "description",
            "status",
            "guestOs",
            "id",
            "vappId",
            "vapp.id",
            "vdcId",
            "vdc.id",
            "numCpus",
            "memoryMB");

    private final UseCases useCases;
    private final WrittenPages pages;

    /** Takes the use cases. */
    public VmsResource(UseCases useCases) {
        this.useCases = useCases;
        this.pages = new WrittenPages(useCases);
    }

    /** Lists what the caller sees. */
    @GET
    public Response list(@Context UriInfo uri, @Context Caller caller) {
        Query query = ListQuery.of(uri.getQueryParameters(), RULES);
        return pages.answer(new Asked<>(
                () -> useCases.machines().then(service -> service.list(caller, query)), caller, this::body));
    }

    /** Reads one. */
    @GET
    @Path("{vm}")
    public Response get(@PathParam("vm") String vm, @Context Caller caller) {
        return Answers.ok(
                id(vm).then(urn -> useCases.machines().then(service -> service.get(caller, urn))), body(caller));
    }

    /** Changes what the body names. */
    @PUT
    @Path("{vm}")
    public Response put(@PathParam("vm") String vm, JsonBody body, @Context Caller caller) {
        return edit(vm, body, caller);
    }

    /** Changes what the body names. */
    @PATCH
    @Path("{vm}")
    public Response patch(@PathParam("vm") String vm, JsonBody body, @Context Caller caller) {
        return edit(vm, body, caller);
    }

    private Response edit(String vm, JsonBody body, Caller caller) {
        return Answers.updating(
                id(vm).then(urn -> body.read(VmBody::edit)
                        .then(edit -> useCases.machines().then(service -> service.edit(caller, urn, edit)))),
                body(caller));
    }

    /** Deletes one of a vApp; a running one only by force. */
    @DELETE
    @Path("{vm}")
    public Response delete(@PathParam("vm") String vm, @QueryParam("force") String force, @Context Caller caller) {
        boolean forced = "true".equalsIgnoreCase(force);
        return Answers.deleting(
                id(vm).then(urn -> useCases.machines().then(service -> service.delete(caller, urn, forced))),
                body(caller));
    }

    /** Changes the power of one; the body is ignored. */
    @POST
    @Path("{vm}/actions/" + PowerWords.PATH)
    public Response power(@PathParam("vm") String vm, @PathParam("action") String word, @Context Caller caller) {
        PowerAction action = PowerWords.action(word);
        return Answers.accepted(
                Ids.loose(EntityType.VM, vm)
                        .then(id -> useCases.machines().then(service -> service.power(caller, id, action))),
                machine -> PowerDto.of(machine, action));
    }

    private Function<Vm, VmDto> body(Caller caller) {
        Names names = new Names(useCases, caller);
        return machine -> VmDto.of(machine, names);
    }

    private static Outcome<Urn> id(String text) {
        return Ids.prefixed(EntityType.VM, text);
    }
}
