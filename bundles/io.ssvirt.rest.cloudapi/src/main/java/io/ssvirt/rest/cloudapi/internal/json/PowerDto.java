package io.ssvirt.rest.cloudapi.internal.json;

import io.ssvirt.model.PowerAction;
import io.ssvirt.model.Vm;
import io.ssvirt.model.VmStatus;

/** What a VM is about to do (contract 2.13). */
public record PowerDto(String id, String name, String status, String powerState, String href) {

    /** Maps a VM whose power was asked to change; while the cluster is at it, the word is that of the way there. */
    public static PowerDto of(Vm vm, PowerAction action) {
        VmStatus next =
                switch (action) {
                    case ON, RESUME -> VmStatus.POWERING_ON;
                    case OFF, SHUTDOWN -> VmStatus.POWERING_OFF;
                    case SUSPEND, RESET, REBOOT -> vm.status();
                };
        return new PowerDto(vm.id().toString(), vm.name(), next.name(), PowerState.of(next), VmDto.href(vm.id()));
    }
}
