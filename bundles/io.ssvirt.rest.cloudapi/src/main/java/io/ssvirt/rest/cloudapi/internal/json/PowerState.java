package io.ssvirt.rest.cloudapi.internal.json;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

import io.ssvirt.model.Vm;
import io.ssvirt.model.VmStatus;

/** The power of machines in one word. */
final class PowerState {

    private PowerState() {}

    /** Returns the word for one machine. */
    static String of(VmStatus status) {
        return switch (status) {
            case STOPPED -> VmStatus.POWERED_OFF.name();
            case STARTING -> VmStatus.POWERING_ON.name();
            case DELETING, ERROR -> VmStatus.UNKNOWN.name();
            default -> status.name();
        };
    }

    /** Returns the word for several machines, {@code MIXED} when they differ; null for none. */
    static String of(Collection<Vm> machines) {
        Set<String> words = machines.stream().map(vm -> of(vm.status())).collect(Collectors.toSet());
        return switch (words.size()) {
            case 0 -> null;
            case 1 -> words.iterator().next();
            default -> "MIXED";
        };
    }
}
