package io.ssvirt.vapp.internal;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Change;
import io.ssvirt.api.VirtualMachines;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.PowerAction;
import io.ssvirt.model.Query;
import io.ssvirt.model.Right;
import io.ssvirt.model.Task;
import io.ssvirt.model.Urn;
import io.ssvirt.model.Vm;
import io.ssvirt.model.VmStatus;
import io.ssvirt.operations.spi.ClusterGateway;
import io.ssvirt.operations.spi.Journal;
import io.ssvirt.operations.spi.Journal.Request;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;

/** Shows machines and accepts what is asked of them; handlers carry it out. */
@Component
public final class VmService implements VirtualMachines {

    static final DomainError NOT_FOUND = DomainError.notFound("VM not found");

    private final Store store;
    private final Journal journal;
    private final ClusterGateway cluster;
    private final Clock clock;

    /** Takes what it works with. */
    @Activate
    public VmService(
            @Reference Store store,
            @Reference Journal journal,
            @Reference ClusterGateway cluster,
            @Reference Clock clock) {
        this.store = store;
        this.journal = journal;
        this.cluster = cluster;
        this.clock = clock;
    }

    @Override
    public Outcome<Page<Vm>> list(Caller caller, Query query) {
        return caller.having(Right.VAPP_VIEW)
                .then(who -> store.read(tx -> Outcome.done(tx.vms().pageOf(who.scope(), query))));
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
        return stands.<Outcome<Change<Vm>>>map(Outcome::refused)
                .orElseGet(() -> carryOut(tx -> accept(tx, caller, id, action), id));
    }

    @Override
    public Outcome<Change<Vm>> edit(Caller caller, Urn id, Edit edit) {
        Optional<DomainError> stands = get(caller, id).refusal().or(cluster::outage);
        return stands.<Outcome<Change<Vm>>>map(Outcome::refused)
                .orElseGet(() -> carryOut(new VmEdit(caller, id, edit)::accept, id));
    }

    @Override
    public Outcome<Change<Vm>> delete(Caller caller, Urn id, boolean force) {
        return caller.having(Right.VAPP_DELETE).then(who -> get(who, id)).then(before -> {
            VmDeletion deletion = new VmDeletion(caller, id, force, clock);
            Outcome<Task> done = journal.carryOut(deletion::accept, Optional.empty());
            return done.map(task -> new Change<>(before.in(VmStatus.DELETING, clock.instant()), task));
        });
    }

    private Outcome<Change<Vm>> carryOut(Function<Transaction, Outcome<Request>> accept, Urn id) {
        return journal.carryOut(accept, Optional.empty())
                .then(task -> store.read(tx -> Outcome.required(tx.vms().find(id), NOT_FOUND))
                        .map(vm -> new Change<>(vm, task)));
    }

    private static Outcome<Request> accept(Transaction tx, Caller caller, Urn id, PowerAction action) {
        return Outcome.required(tx.vms().findLocked(id), NOT_FOUND).then(vm -> {
            Optional<DomainError> stands = PowerRules.against(vm.status(), action);
            if (stands.isPresent()) {
                return Outcome.refused(stands.get());
            }
            return Outcome.done(new Request(
                    action.operation(),
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
