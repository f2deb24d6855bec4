package io.ssvirt.cluster.spi;

import java.util.Optional;

import io.ssvirt.model.PowerAction;

/** VirtualMachines. */
public interface Machines {

    /**
     * Changes the power of a machine; when it is applied the cluster has accepted it, and the machine follows.
     *
     * @return {@code Refused(WRONG_STATE)} when the machine is there already or may not from where it is
     */
    ClusterResult<ObservedMachine> power(MachineReference machine, PowerAction action, OperationKey key);

    /** Asks the cluster itself, past every cache. */
    ClusterResult<Optional<ObservedMachine>> observe(MachineReference machine);
}
