package io.ssvirt.vapp.internal;

import java.time.Clock;
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
import io.ssvirt.model.Urn;
import io.ssvirt.model.Vm;
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
        return caller.having(Right.VM_POWER)
                .then(who -> who.having(Right.VAPP_VIEW))
                .then(who -> carryOut(who, id, tx -> accept(tx, who, id, action)));
    }

    @Override
    public Outcome<Change<Vm>> edit(Caller caller, Urn id, Edit edit) {
        return caller.having(Right.VAPP_VIEW).then(who -> carryOut(who, id, new VmEdit(who, id, edit)::accept));
    }

    @Override
    public Outcome<Change<Vm>> delete(Caller caller, Urn id, boolean force) {
        VmDeletion deletion = new VmDeletion(caller, id, force, clock);
        return caller.having(Right.VAPP_DELETE)
                .then(who -> who.having(Right.VAPP_VIEW))
                .then(who -> journal.carryOut(deletion::accept, Optional.empty()))
                .map(task -> new Change<>(deletion.deleted(), task));
    }

    /** What makes no sense while the cluster is away is refused, but not before it is known that the caller may. */
    private Outcome<Change<Vm>> carryOut(Caller caller, Urn id, Function<Transaction, Outcome<Request>> accept) {
        Optional<DomainError> away = cluster.outage();
        if (away.isPresent()) {
            return get(caller, id).then(seen -> Outcome.refused(away.get()));
        }
        return journal.carryOut(accept, Optional.empty())
                .then(task -> store.read(tx -> Outcome.required(tx.vms().find(id), NOT_FOUND))
                        .map(vm -> new Change<>(vm, task)));
    }

    private static Outcome<Request> accept(Transaction tx, Caller caller, Urn id, PowerAction action) {
        return held(tx, caller, id).then(vm -> {
            Optional<DomainError> stands = PowerRules.against(vm.status(), action);
            if (stands.isPresent()) {
                return Outcome.refused(stands.get());
            }
            return Outcome.done(
                    new Request(action.operation(), id, vm.name(), vm.orgId(), caller.userId(), Machine.desired(vm)));
        });
    }

    /** Finds a machine that the caller sees, and holds its row until the transaction ends. */
    static Outcome<Vm> held(Transaction tx, Caller caller, Urn id) {
        return Outcome.required(tx.vms().findLocked(id), NOT_FOUND).then(vm -> visible(caller, vm));
    }

    private static Outcome<Vm> visible(Caller caller, Vm vm) {
        return caller.sees(vm.orgId()) ? Outcome.done(vm) : Outcome.refused(DomainError.forbidden("VM access denied"));
    }
}
