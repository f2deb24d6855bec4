package io.ssvirt.rest.cloudapi.internal.json;

import java.util.Optional;

import io.ssvirt.api.VirtualMachines;
import io.ssvirt.rest.api.JsonFields;

/**
 * Reads what a request says about a VM. It may be the whole VM as it was read: only its name, description and hardware count, and what
 * is absent stays as it is.
 */
public final class VmBody {

    private static final long MIB = 1024L * 1024;

    private VmBody() {}

    /** Reads a change. */
    public static VirtualMachines.Edit edit(JsonFields fields) {
        JsonFields hardware = fields.object("hardware");
        Optional<Long> memory = hardware.amount("memoryMB");
        if (memory.filter(mib -> mib > Long.MAX_VALUE / MIB).isPresent()) {
            hardware.reject("memoryMB", "must be a whole number from 1 to " + Long.MAX_VALUE / MIB);
        }
        return new VirtualMachines.Edit(
                fields.text("name", Limits.NAME),
                fields.textOrNone("description", Limits.DESCRIPTION),
                hardware.count("numCpus"),
                hardware.count("numCoresPerSocket"),
                memory.map(mib -> mib * MIB));
    }
}
