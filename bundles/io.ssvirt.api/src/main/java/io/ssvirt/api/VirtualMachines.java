package io.ssvirt.api;

import java.util.Optional;

import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.PowerAction;
import io.ssvirt.model.Query;
import io.ssvirt.model.Urn;
import io.ssvirt.model.Vm;

/** Machines (contract 2.13). */
public interface VirtualMachines {

    /**
     * What shall be different about a machine; an empty field is left as it is.
     *
     * @param cpus virtual CPUs in all
     * @param coresPerSocket must divide the CPUs
     * @param memoryBytes guest memory
     */
    record Edit(
            Optional<String> name,
            Optional<String> description,
            Optional<Integer> cpus,
            Optional<Integer> coresPerSocket,
            Optional<Long> memoryBytes) {}

    /** Lists the machines that the caller sees, the newest first. */
    Outcome<Page<Vm>> list(Caller caller, Query query);

    /** Reads one with what was last observed of it. */
    Outcome<Vm> get(Caller caller, Urn id);

    /** Changes the power of one; when the change is finished, the cluster has accepted it. */
    Outcome<Change<Vm>> power(Caller caller, Urn id, PowerAction action);

    /**
     * Changes what one is called and how big it is.
     *
     * <p>One that runs may keep its size until its next start; then {@link Vm#needsRestart} tells. One whose size comes from an
     * instancetype keeps it, and that is refused.
     */
    Outcome<Change<Vm>> edit(Caller caller, Urn id, Edit edit);

    /**
     * Deletes one machine of a vApp with its disks; the vApp stays.
     *
     * @param force delete although it runs; otherwise that is refused before anything is touched
     */
    Outcome<Change<Vm>> delete(Caller caller, Urn id, boolean force);
}
