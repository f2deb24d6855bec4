package io.ssvirt.vapp.internal;

import java.time.Clock;
import java.util.Map;

import io.ssvirt.api.Caller;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.Operation;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Urn;
import io.ssvirt.model.Vm;
import io.ssvirt.model.VmStatus;
import io.ssvirt.operations.spi.Journal.Request;
import io.ssvirt.store.spi.Transaction;

/** The deletion of a single machine that is being accepted; what stands against it is found before anything is touched. */
final class VmDeletion {

    static final String STATUS_BEFORE = "statusBefore";

    private final Caller caller;
    private final Urn id;
    private final boolean force;
    private final Clock clock;
    private Vm deleted;

    VmDeletion(Caller caller, Urn id, boolean force, Clock clock) {
        this.caller = caller;
        this.id = id;
        this.force = force;
        this.clock = clock;
    }

    /** Returns the machine that was accepted to go. */
    Vm deleted() {
        return deleted;
    }

    Outcome<Request> accept(Transaction tx) {
        return VmService.held(tx, caller, id).then(vm -> {
            if (!force && vm.status() == VmStatus.POWERED_ON) {
                return Outcome.refused(DomainError.invalid("force", "VM is running"));
            }
            deleted = vm.in(VmStatus.DELETING, clock.instant());
            if (vm.status() != VmStatus.DELETING) {
                tx.vms().update(deleted);
            }
            return Outcome.done(request(vm));
        });
    }

    private Request request(Vm vm) {
        Map<String, String> desired = Machine.desired(vm);
        desired.put(STATUS_BEFORE, vm.status().name());
        return new Request(Operation.VM_DELETE, id, vm.name(), vm.orgId(), caller.userId(), desired);
    }
}
