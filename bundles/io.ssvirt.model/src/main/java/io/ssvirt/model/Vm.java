package io.ssvirt.model;

import java.time.Instant;
import java.util.List;

/**
 * A machine of a vApp with what was last observed of it. It has a row from the moment its VirtualMachine is seen (contract 1.10).
 *
 * @param objectName name of the VirtualMachine in the cluster
 * @param cpus virtual CPUs, 0 while unknown
 * @param memoryBytes guest memory, 0 while unknown
 * @param agent whether the guest agent answers
 * @param message what the cluster says is wrong with it; empty when nothing is
 */
public record Vm(
        Urn id,
        Urn vappId,
        Urn vdcId,
        Urn orgId,
        NamespaceName namespace,
        String objectName,
        String name,
        String description,
        VmStatus status,
        String uid,
        int cpus,
        int coresPerSocket,
        long memoryBytes,
        String guestOs,
        String node,
        boolean agent,
        List<NetworkInterface> networks,
        List<VirtualDisk> disks,
        String message,
        Instant createdAt,
        Instant updatedAt) {

    /** Keeps its own copies of the lists. */
    public Vm {
        networks = List.copyOf(networks);
        disks = List.copyOf(disks);
    }

    /** Returns the same VM with another status. */
    public Vm in(VmStatus next, Instant now) {
        return new Vm(
                id,
                vappId,
                vdcId,
                orgId,
                namespace,
                objectName,
                name,
                description,
                next,
                uid,
                cpus,
                coresPerSocket,
                memoryBytes,
                guestOs,
                node,
                agent,
                networks,
                disks,
                message,
                createdAt,
                now);
    }

    /** Tells whether two observations say the same, whenever they were made. */
    public boolean sameAs(Vm other) {
        return in(status, Instant.EPOCH).equals(other.in(other.status, Instant.EPOCH));
    }
}
