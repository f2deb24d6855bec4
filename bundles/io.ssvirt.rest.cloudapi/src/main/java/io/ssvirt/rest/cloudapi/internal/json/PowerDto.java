package io.ssvirt.rest.cloudapi.internal.json;

import io.ssvirt.model.PowerAction;
import io.ssvirt.model.Vm;
import io.ssvirt.model.VmStatus;

/** What a VM is about to do (contract 2.13). */
public record PowerDto(String id, String name, String status, String powerState, String href) {

    /** Maps a VM whose power was asked to change. */
    public static PowerDto of(Vm vm, PowerAction action) {
        VmStatus next = action == PowerAction.ON ? VmStatus.POWERING_ON : VmStatus.POWERING_OFF;
        return new PowerDto(vm.id().toString(), vm.name(), next.name(), next.name(), VmDto.href(vm.id()));
    }
}
