package io.ssvirt.rest.cloudapi.internal;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Change;
import io.ssvirt.api.VirtualMachines;
import io.ssvirt.model.Operation;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.PowerAction;
import io.ssvirt.model.Urn;
import io.ssvirt.model.Vm;
import io.ssvirt.model.VmStatus;

/** One machine that runs. */
record CloudMachines(Cloud cloud) implements VirtualMachines {

    @Override
    public Outcome<Vm> get(Caller caller, Urn id) {
        return cloud.about(id, Sample.VM, () -> Sample.vm(VmStatus.POWERED_ON));
    }

    @Override
    public Outcome<Change<Vm>> power(Caller caller, Urn id, PowerAction action) {
        cloud.asked.add(action);
        return cloud.about(
                id, Sample.VM, () -> cloud.change(Operation.VM_POWER_ON, id, Sample.vm(VmStatus.POWERED_ON)));
    }
}
