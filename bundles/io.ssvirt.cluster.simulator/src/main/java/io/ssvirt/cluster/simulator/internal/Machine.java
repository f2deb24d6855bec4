package io.ssvirt.cluster.simulator.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.ssvirt.cluster.spi.ObservedMachine;
import io.ssvirt.model.Condition;
import io.ssvirt.model.NamespaceName;
import io.ssvirt.model.NetworkInterface;
import io.ssvirt.model.VirtualDisk;

/**
 * A VirtualMachine with what is fixed about it and the state that it is in.
 *
 * @param face null in files of older versions
 * @param booted the size with which it was started, which stays until the next start; null while it never was
 * @param failing the status in which every start ends, by annotation {@code simulator.ssvirt.io/fail}; empty for none
 */
record Machine(
        String space,
        String name,
        String uid,
        UUID owner,
        Face face,
        int cpus,
        int coresPerSocket,
        long memoryBytes,
        Size booted,
        String guestOs,
        List<VirtualDisk> disks,
        boolean provisions,
        String failing,
        long createdAt,
        MachineState state) {

    private static final String NODE = "node01";

    Machine {
        face = face == null ? Face.PLAIN : face;
    }

    Machine in(MachineState next) {
        return with(face, size(), booted, next);
    }

    /** Returns it as it is told to be; what runs stays as big as it is. */
    Machine changed(Face nextFace, Size nextSize) {
        return with(nextFace, nextSize, booted, state);
    }

    /** Returns it as it is right after a start. */
    Machine started(MachineState next) {
        return with(face, size(), size(), next);
    }

    private Machine with(Face nextFace, Size nextSize, Size nextBooted, MachineState next) {
        return new Machine(
                space,
                name,
                uid,
                owner,
                nextFace,
                nextSize.cpus(),
                nextSize.coresPerSocket(),
                nextSize.memoryBytes(),
                nextBooted,
                guestOs,
                disks,
                provisions,
                failing,
                createdAt,
                next);
    }

    /** Returns a machine like this one, of another name and identity. */
    Machine named(String nextName, String nextUid) {
        return new Machine(
                space,
                nextName,
                nextUid,
                owner,
                face,
                cpus,
                coresPerSocket,
                memoryBytes,
                booted,
                guestOs,
                disks,
                provisions,
                failing,
                createdAt,
                state);
    }

    Size size() {
        return new Size(cpus, coresPerSocket, memoryBytes);
    }

    /** Tells whether a launcher pod runs for it. */
    boolean hasLauncher() {
        return "Running".equals(state.status()) || "Stopping".equals(state.status()) || state.launched();
    }

    /** Tells whether a guest is there, running or paused. */
    boolean hasGuest() {
        return "Running".equals(state.status()) || isPaused();
    }

    boolean isPaused() {
        return "Paused".equals(state.status());
    }

    ObservedMachine observed() {
        boolean guest = hasGuest();
        Size shown = guest && booted != null ? booted : size();
        return new ObservedMachine(
                new NamespaceName(space),
                name,
                uid,
                Optional.of(owner),
                face.displayName(),
                face.description(),
                state.status(),
                state.deleting(),
                false,
                shown.cpus(),
                shown.coresPerSocket(),
                shown.memoryBytes(),
                face.instancetype(),
                guestOs,
                guest ? NODE : "",
                guest && state.agent(),
                List.of(new NetworkInterface("default", guest ? address() : "", hardwareAddress(), guest)),
                disks,
                state.message(),
                conditions(),
                Instant.ofEpochMilli(createdAt));
    }

    private List<Condition> conditions() {
        List<Condition> conditions = new ArrayList<>();
        boolean runs = "Running".equals(state.status());
        conditions.add(new Condition("Ready", runs ? "True" : "False", runs ? "" : reason(), ""));
        if (isPaused()) {
            conditions.add(new Condition("Paused", "True", "PausedByUser", "VMI was paused by user"));
        }
        if (hasGuest() && state.agent()) {
            conditions.add(new Condition("AgentConnected", "True", "", ""));
        }
        if (hasGuest() && booted != null && !booted.equals(size())) {
            conditions.add(new Condition(
                    "RestartRequired",
                    "True",
                    "RestartRequired",
                    "a non-live-updatable field was changed in the template spec"));
        }
        if (!state.message().isEmpty()) {
            conditions.add(new Condition("Synchronized", "False", "FailedCreate", state.message()));
        }
        return conditions;
    }

    private String reason() {
        return isPaused() ? "Paused" : hasLauncher() ? "GuestNotRunning" : "VMINotExists";
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
