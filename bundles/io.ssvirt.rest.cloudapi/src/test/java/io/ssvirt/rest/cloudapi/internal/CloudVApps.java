package io.ssvirt.rest.cloudapi.internal;

import java.util.List;
import java.util.Optional;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Change;
import io.ssvirt.api.VApps;
import io.ssvirt.model.Condition;
import io.ssvirt.model.InstanceObject;
import io.ssvirt.model.Operation;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.PowerAction;
import io.ssvirt.model.Query;
import io.ssvirt.model.Urn;
import io.ssvirt.model.VApp;
import io.ssvirt.model.VAppState;
import io.ssvirt.model.VAppStatus;
import io.ssvirt.model.VmStatus;

/** One vApp with one machine. */
record CloudVApps(Cloud cloud) implements VApps {

    /** A request to delete. */
    record Deletion(Urn id, boolean force) {}

    private static Detail detail() {
        return new Detail(
                Sample.vapp(VAppState.READY, VAppStatus.DEPLOYED),
                List.of(Sample.vm(VmStatus.POWERED_ON)),
                Optional.of(new Instance(
                        List.of(
                                new InstanceObject("kubevirt.io/v1", "VirtualMachine", "vdc-acme-dev", "web1-vm", ""),
                                new InstanceObject("v1", "ConfigMap", "vdc-acme-dev", "web1", "already exists")),
                        List.of(new Condition("Ready", "True", "Created", "")))));
    }

    @Override
    public Outcome<Page<Detail>> list(Caller caller, Query query) {
        return cloud.page(query, detail());
    }

    @Override
    public Outcome<Detail> edit(Caller caller, Urn id, Edit edit) {
        cloud.asked.add(edit);
        return cloud.about(id, Sample.VAPP, CloudVApps::detail);
    }

    @Override
    public Outcome<Change<Detail>> power(Caller caller, Urn id, PowerAction action) {
        cloud.asked.add(action);
        return cloud.about(id, Sample.VAPP, () -> cloud.change(action.operation(), id, detail()));
    }

    @Override
    public Outcome<Change<Detail>> instantiate(Caller caller, Urn vdc, Instantiation request) {
        cloud.asked.add(request);
        Detail fresh = new Detail(Sample.vapp(VAppState.READY, VAppStatus.INSTANTIATING), List.of());
        return cloud.about(vdc, Sample.VDC, () -> cloud.change(Operation.VAPP_INSTANTIATE, Sample.VAPP, fresh));
    }

    @Override
    public Outcome<Page<Detail>> listOf(Caller caller, Urn vdc, Query query) {
        return cloud.about(vdc, Sample.VDC, () -> query).then(asked -> cloud.page(query, detail()));
    }

    @Override
    public Outcome<Detail> get(Caller caller, Urn id) {
        return cloud.about(id, Sample.VAPP, CloudVApps::detail);
    }

    @Override
    public Outcome<Change<VApp>> delete(Caller caller, Urn id, boolean force) {
        cloud.asked.add(new Deletion(id, force));
        VApp left = Sample.vapp(VAppState.DELETING, VAppStatus.DELETING);
        return cloud.about(id, Sample.VAPP, () -> cloud.change(Operation.VAPP_DELETE, id, left));
    }
}
