package io.ssvirt.rest.cloudapi.internal.json;

import io.ssvirt.model.Vm;
import io.ssvirt.rest.cloudapi.internal.Times;

/** A VM inside its vApp: enough that no client has to read each of them (contract 9, rule C13). */
public record VmEntryDto(
        String id,
        String name,
        String status,
        String powerState,
        String href,
        HardwareDto hardware,
        String guestOs,
        String createdAt) {

    /** Maps a VM. */
    public static VmEntryDto of(Vm vm) {
        return new VmEntryDto(
                vm.id().toString(),
                vm.name(),
                vm.status().name(),
                PowerState.of(vm.status()),
                VmDto.href(vm.id()),
                HardwareDto.of(vm),
                vm.guestOs(),
                Times.seconds(vm.createdAt()));
    }
}
