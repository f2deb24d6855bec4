package io.ssvirt.cluster.kubernetes.internal;

import java.util.Map;
import java.util.Optional;

import io.ssvirt.cluster.spi.ObservedMachine;

/** Reads machines as the provider does, for rows that must be equal to what it will see. */
public final class SeenMachine {

    private SeenMachine() {}

    /** Joins a VirtualMachine with what runs. */
    public static ObservedMachine of(Map<String, Object> machine, Map<String, Object> guest) {
        return MachineProjection.with(MachineProjection.of(machine), Optional.of(Guest.of(guest)));
    }
}
