package io.ssvirt.cluster.simulator.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.ssvirt.cluster.spi.ObservedMachine;
import io.ssvirt.model.NamespaceName;
import io.ssvirt.model.NetworkInterface;
import io.ssvirt.model.VirtualDisk;

/**
 * A VirtualMachine with what is fixed about it and the state that it is in.
 *
 * @param failing the status in which every start ends, by annotation {@code simulator.ssvirt.io/fail}; empty for none
 */
record Machine(
        String space,
        String name,
        String uid,
        UUID owner,
        int cpus,
        int coresPerSocket,
        long memoryBytes,
        String guestOs,
        List<VirtualDisk> disks,
        boolean provisions,
        String failing,
        long createdAt,
        MachineState state) {

    private static final String NODE = "node01";

    Machine in(MachineState next) {
        return new Machine(
                space,
                name,
                uid,
                owner,
                cpus,
                coresPerSocket,
                memoryBytes,
                guestOs,
                disks,
                provisions,
                failing,
                createdAt,
                next);
    }

    /** Tells whether a launcher pod runs for it. */
    boolean hasLauncher() {
        return "Running".equals(state.status()) || "Stopping".equals(state.status()) || state.launched();
    }

    ObservedMachine observed() {
        boolean running = "Running".equals(state.status());
        return new ObservedMachine(
                new NamespaceName(space),
                name,
                uid,
                Optional.of(owner),
                "",
                "",
                state.status(),
                state.deleting(),
                false,
                cpus,
                coresPerSocket,
                memoryBytes,
                "",
                guestOs,
                running ? NODE : "",
                running && state.agent(),
                List.of(new NetworkInterface("default", running ? address() : "", hardwareAddress(), running)),
                disks,
                state.message(),
                List.of(),
                Instant.ofEpochMilli(createdAt));
    }

    private String address() {
        int number = Math.floorMod(uid.hashCode(), 250 * 250);
        return "10.244." + number / 250 + "." + (2 + number % 250);
    }

    private String hardwareAddress() {
        return String.format(
                "02:%02x:%02x:%02x:%02x:%02x",
                uid.hashCode() >>> 24,
                uid.hashCode() >>> 16 & 255,
                uid.hashCode() >>> 8 & 255,
                uid.hashCode() & 255,
                1);
    }
}
