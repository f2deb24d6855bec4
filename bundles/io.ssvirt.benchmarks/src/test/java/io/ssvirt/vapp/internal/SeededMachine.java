package io.ssvirt.vapp.internal;

import java.time.Instant;
import java.util.Optional;

import io.ssvirt.cluster.spi.ObservedMachine;
import io.ssvirt.model.VApp;
import io.ssvirt.model.Vm;

/** Makes rows of machines as the server does, so that it finds nothing to change in them. */
public final class SeededMachine {

    private SeededMachine() {}

    /** Makes the row of a machine that nobody has seen before. */
    public static Vm row(VApp vapp, ObservedMachine seen, Instant now) {
        return MachineRow.of(vapp, seen, Optional.empty(), now);
    }
}
