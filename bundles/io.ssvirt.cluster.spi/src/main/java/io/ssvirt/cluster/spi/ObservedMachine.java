package io.ssvirt.cluster.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.ssvirt.model.Condition;
import io.ssvirt.model.NamespaceName;
import io.ssvirt.model.NetworkInterface;
import io.ssvirt.model.VirtualDisk;

/**
 * A VirtualMachine with its running instance, cut down to what users see.
 *
 * @param instanceUid the TemplateInstance that it came from
 * @param displayName what its user calls it; empty while nobody has named it
 * @param description what its user says of it
 * @param printableStatus {@code status.printableStatus}; empty while there is none
 * @param wantsToRun whether {@code spec.running} is true
 * @param cpus virtual CPUs, 0 while unknown
 * @param memoryBytes guest memory, 0 while unknown
 * @param instancetype the instancetype that gives it its size; empty when the machine says its size itself
 * @param message what a condition says is wrong; empty when nothing is
 */
public record ObservedMachine(
        NamespaceName space,
        String name,
        String uid,
        Optional<UUID> instanceUid,
        String displayName,
        String description,
        String printableStatus,
        boolean deleting,
        boolean wantsToRun,
        int cpus,
        int coresPerSocket,
        long memoryBytes,
        String instancetype,
        String guestOs,
        String node,
        boolean agent,
        List<NetworkInterface> networks,
        List<VirtualDisk> disks,
        String message,
        List<Condition> conditions,
        Instant createdAt) {

    /** Keeps its own copies. */
    public ObservedMachine {
        networks = List.copyOf(networks);
        disks = List.copyOf(disks);
        conditions = List.copyOf(conditions);
    }

    /** Returns the same machine with other words about what is wrong. */
    public ObservedMachine saying(String otherMessage, List<Condition> otherConditions) {
        return with(cpus, memoryBytes, disks, otherMessage, otherConditions);
    }

    /** Returns the same machine of another size. */
    public ObservedMachine sized(int otherCpus, long otherMemoryBytes, List<VirtualDisk> otherDisks) {
        return with(otherCpus, otherMemoryBytes, otherDisks, message, conditions);
    }

    private ObservedMachine with(
            int otherCpus,
            long otherMemoryBytes,
            List<VirtualDisk> otherDisks,
            String otherMessage,
            List<Condition> otherConditions) {
        return new ObservedMachine(
                space,
                name,
                uid,
                instanceUid,
                displayName,
                description,
                printableStatus,
                deleting,
                wantsToRun,
                otherCpus,
                coresPerSocket,
                otherMemoryBytes,
                instancetype,
                guestOs,
                node,
                agent,
                networks,
                otherDisks,
                otherMessage,
                otherConditions,
                createdAt);
    }
}
