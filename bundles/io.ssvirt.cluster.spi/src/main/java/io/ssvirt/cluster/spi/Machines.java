package io.ssvirt.cluster.spi;

import java.util.Optional;

import io.ssvirt.model.PowerAction;

/** VirtualMachines. */
public interface Machines {

    /**
     * Changes the power of a machine; when it is applied the cluster has accepted it, and the machine follows.
     *
     * <p>Switching on a suspended machine lets it go on. Resetting and rebooting are not idempotent: asked twice, they may happen
     * twice.
     *
     * @return {@code Refused(WRONG_STATE)} when the machine is there already or may not from where it is; {@code
     *     Refused(UNSUPPORTED)} when this cluster cannot do it
     */
    ClusterResult<ObservedMachine> power(MachineReference machine, PowerAction action, OperationKey key);

    /**
     * Changes what a machine is called and how big it is. Whether a running machine has its new size at once or only after its next
     * start is the cluster's decision, which shows in its conditions.
     *
     * @return {@code Refused(UNSUPPORTED)} when its size comes from an instancetype; {@code Refused(INVALID)} when the cluster
     *     does not accept the size
     */
    ClusterResult<ObservedMachine> change(MachineReference machine, MachineChange change, OperationKey key);

    /**
     * Starts removing a machine with what it owns; not there is fine.
     *
     * @return what is still there; empty when it is gone
     */
    ClusterResult<Optional<ObservedMachine>> remove(MachineReference machine, OperationKey key);

    /** Asks the cluster itself, past every cache. */
    ClusterResult<Optional<ObservedMachine>> observe(MachineReference machine);
}
