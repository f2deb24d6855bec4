package io.ssvirt.rest.cloudapi.internal;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Change;
import io.ssvirt.api.VirtualMachines;
import io.ssvirt.model.Operation;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.PowerAction;
import io.ssvirt.model.Query;
import io.ssvirt.model.Urn;
import io.ssvirt.model.Vm;
import io.ssvirt.model.VmStatus;

/** One machine that runs. */
record CloudMachines(Cloud cloud) implements VirtualMachines {

    /** A request to delete. */
    record Deletion(Urn id, boolean force) {}

    @Override
    public Outcome<Page<Vm>> list(Caller caller, Query query) {
        return cloud.page(query, Sample.vm(VmStatus.POWERED_ON));
    }

    @Override
    public Outcome<Change<Vm>> edit(Caller caller, Urn id, Edit edit) {
        cloud.asked.add(edit);
        return cloud.about(id, Sample.VM, () -> cloud.change(Operation.VM_UPDATE, id, Sample.vm(VmStatus.POWERED_ON)));
    }

    @Override
    public Outcome<Change<Vm>> delete(Caller caller, Urn id, boolean force) {
        cloud.asked.add(new Deletion(id, force));
        return cloud.about(id, Sample.VM, () -> cloud.change(Operation.VM_DELETE, id, Sample.vm(VmStatus.DELETING)));
    }

    @Override
    public Outcome<Vm> get(Caller caller, Urn id) {
        return cloud.about(id, Sample.VM, () -> Sample.vm(VmStatus.POWERED_ON));
    }

    @Override
    public Outcome<Change<Vm>> power(Caller caller, Urn id, PowerAction action) {
        cloud.asked.add(action);
        return cloud.about(id, Sample.VM, () -> cloud.change(action.operation(), id, Sample.vm(VmStatus.POWERED_ON)));
    }
}
