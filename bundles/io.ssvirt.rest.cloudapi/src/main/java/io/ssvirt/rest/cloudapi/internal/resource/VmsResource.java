package io.ssvirt.rest.cloudapi.internal.resource;

import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;

import io.ssvirt.api.Caller;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.PowerAction;
import io.ssvirt.rest.cloudapi.internal.Answers;
import io.ssvirt.rest.cloudapi.internal.Ids;
import io.ssvirt.rest.cloudapi.internal.Names;
import io.ssvirt.rest.cloudapi.internal.UseCases;
import io.ssvirt.rest.cloudapi.internal.json.PowerDto;
import io.ssvirt.rest.cloudapi.internal.json.VmDto;

/** Machines and their power (contract 2.13). */
@Path("/cloudapi/1.0.0/vms/{vm}")
public final class VmsResource {

    private final UseCases useCases;

    /** Takes the use cases. */
    public VmsResource(UseCases useCases) {
        this.useCases = useCases;
    }

    /** Reads one. */
    @GET
    public Response get(@PathParam("vm") String vm, @Context Caller caller) {
        Names names = new Names(useCases, caller);
        return Answers.ok(
                Ids.prefixed(EntityType.VM, vm)
                        .then(id -> useCases.machines().then(service -> service.get(caller, id))),
                machine -> VmDto.of(machine, names));
    }

    /** Switches one on; the body is ignored. */
    @POST
    @Path("actions/powerOn")
    public Response powerOn(@PathParam("vm") String vm, @Context Caller caller) {
        return power(vm, caller, PowerAction.ON);
    }

    /** Switches one off; the body is ignored. */
    @POST
    @Path("actions/powerOff")
    public Response powerOff(@PathParam("vm") String vm, @Context Caller caller) {
        return power(vm, caller, PowerAction.OFF);
    }

    private Response power(String vm, Caller caller, PowerAction action) {
        return Answers.accepted(
                Ids.loose(EntityType.VM, vm)
                        .then(id -> useCases.machines().then(service -> service.power(caller, id, action))),
                machine -> PowerDto.of(machine, action));
    }
}
