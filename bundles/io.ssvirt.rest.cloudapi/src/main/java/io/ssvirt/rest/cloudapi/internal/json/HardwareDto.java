package io.ssvirt.rest.cloudapi.internal.json;

import io.ssvirt.model.Vm;

/** CPU and memory of a VM; what is unknown is left out, the object itself never is. */
public record HardwareDto(Integer numCpus, Integer numCoresPerSocket, Long memoryMB) {

    private static final long MIB = 1024L * 1024;

    /** Maps the hardware of a VM. */
    public static HardwareDto of(Vm vm) {
        return new HardwareDto(
                known(vm.cpus()),
                known(vm.coresPerSocket()),
                vm.memoryBytes() > 0 ? Long.valueOf(vm.memoryBytes() / MIB) : null);
    }

    private static Integer known(int number) {
        return number > 0 ? Integer.valueOf(number) : null;
    }
}
