package io.ssvirt.api;

import io.ssvirt.model.Outcome;
import io.ssvirt.model.PowerAction;
import io.ssvirt.model.Urn;
import io.ssvirt.model.Vm;

/** Machines (contract 2.13). */
public interface VirtualMachines {

    /** Reads one with what was last observed of it. */
    Outcome<Vm> get(Caller caller, Urn id);

    /** Changes the power of one; when the change is finished, the cluster has accepted it. */
    Outcome<Change<Vm>> power(Caller caller, Urn id, PowerAction action);
}
