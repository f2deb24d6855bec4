package io.ssvirt.vapp.internal;

import java.util.Map;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Change;
import io.ssvirt.api.VirtualMachines;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.Operation;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.PowerAction;
import io.ssvirt.model.Right;
import io.ssvirt.model.Urn;
import io.ssvirt.model.Vm;
import io.ssvirt.model.VmStatus;
import io.ssvirt.operations.spi.ClusterGateway;
import io.ssvirt.operations.spi.Journal;
import io.ssvirt.operations.spi.Journal.Request;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;

/** Shows machines and accepts what is asked of their power. */
@Component
public final class VmService implements VirtualMachines {

    private static final DomainError NOT_FOUND = DomainError.notFound("VM not found");

    private final Store store;
    private final Journal journal;
    private final ClusterGateway cluster;

    /** Takes what it works with. */
    @Activate
    public VmService(@Reference Store store, @Reference Journal journal, @Reference ClusterGateway cluster) {
        this.store = store;
        this.journal = journal;
        this.cluster = cluster;
    }

    @Override
    public Outcome<Vm> get(Caller caller, Urn id) {
        return caller.having(Right.VAPP_VIEW)
                .then(who -> store.read(tx -> Outcome.required(tx.vms().find(id), NOT_FOUND)))
                .then(vm -> visible(caller, vm));
    }

    @Override
    public Outcome<Change<Vm>> power(Caller caller, Urn id, PowerAction action) {
        Outcome<Vm> before = caller.having(Right.VM_POWER).then(who -> get(caller, id));
        Optional<DomainError> stands = before.refusal().or(cluster::outage);
        if (stands.isPresent()) {
            return Outcome.refused(stands.get());
        }
        return journal.carryOut(tx -> accept(tx, caller, id, action), Optional.empty())
                .then(task -> store.read(tx -> Outcome.required(tx.vms().find(id), NOT_FOUND))
                        .map(vm -> new Change<>(vm, task)));
    }

    private static Outcome<Request> accept(Transaction tx, Caller caller, Urn id, PowerAction action) {
        return Outcome.required(tx.vms().findLocked(id), NOT_FOUND).then(vm -> {
            if (vm.status() == VmStatus.DELETING) {
                return Outcome.refused(DomainError.conflict("DELETING", "VM is in a conflicting state"));
            }
            if (PowerRules.isThere(vm.status(), action)) {
                return Outcome.refused(PowerRules.alreadyThere(action));
            }
            Operation operation = action == PowerAction.ON ? Operation.VM_POWER_ON : Operation.VM_POWER_OFF;
            return Outcome.done(new Request(
                    operation,
                    id,
                    vm.name(),
                    vm.orgId(),
                    caller.userId(),
                    Map.of("namespace", vm.namespace().value(), "machine", vm.objectName())));
        });
    }

    private static Outcome<Vm> visible(Caller caller, Vm vm) {
        return caller.sees(vm.orgId()) ? Outcome.done(vm) : Outcome.refused(DomainError.forbidden("VM access denied"));
    }
}
