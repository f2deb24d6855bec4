package io.ssvirt.model;

import java.time.Instant;
import java.util.List;

/**
 * A machine of a vApp with what was last observed of it. It has a row from the moment its VirtualMachine is seen (contract 1.10).
 *
 * @param objectName name of the VirtualMachine in the cluster
 * @param cpus virtual CPUs, 0 while unknown
 * @param memoryBytes guest memory, 0 while unknown
 * @param instancetype name of the KubeVirt instancetype that gives it its size; empty when the machine says its size itself
 * @param agent whether the guest agent answers
 * @param message what the cluster says is wrong with it; empty when nothing is
 * @param conditions what the cluster says of its state
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
        String instancetype,
        String guestOs,
        String node,
        boolean agent,
        List<NetworkInterface> networks,
        List<VirtualDisk> disks,
        String message,
        List<Condition> conditions,
        Instant createdAt,
        Instant updatedAt) {

    /** Keeps its own copies of the lists. */
    public Vm {
        networks = List.copyOf(networks);
        disks = List.copyOf(disks);
        conditions = List.copyOf(conditions);
    }

    /** Returns the same VM with another status. */
    public Vm in(VmStatus next, Instant now) {
        return with(name, description, next, now);
    }

    /** Returns the same VM with what its user calls it. */
    public Vm called(String nextName, String nextDescription, Instant now) {
        return with(nextName, nextDescription, status, now);
    }

    private Vm with(String nextName, String nextDescription, VmStatus nextStatus, Instant now) {
        return new Vm(
                id,
                vappId,
                vdcId,
                orgId,
                namespace,
                objectName,
                nextName,
                nextDescription,
                nextStatus,
                uid,
                cpus,
                coresPerSocket,
                memoryBytes,
                instancetype,
                guestOs,
                node,
                agent,
                networks,
                disks,
                message,
                conditions,
                createdAt,
                now);
    }

    /** Tells whether a change of its hardware waits for the next start. */
    public boolean needsRestart() {
        return conditions.stream()
                .anyMatch(one ->
                        one.type().equals("RestartRequired") && one.status().equals("True"));
    }

    /** Tells whether two observations say the same, whenever they were made. */
    public boolean sameAs(Vm other) {
        return in(status, Instant.EPOCH).equals(other.in(other.status, Instant.EPOCH));
    }
}
