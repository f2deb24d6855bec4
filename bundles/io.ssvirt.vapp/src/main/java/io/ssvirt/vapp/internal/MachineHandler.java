package io.ssvirt.vapp.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.ObservedMachine;
import io.ssvirt.cluster.spi.OperationKey;
import io.ssvirt.cluster.spi.RefusalReason;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.Operation;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.SecretValues;
import io.ssvirt.model.VmStatus;
import io.ssvirt.operations.spi.ClusterGateway;
import io.ssvirt.operations.spi.IntentHandler;
import io.ssvirt.operations.spi.Refusals;
import io.ssvirt.operations.spi.Step;
import io.ssvirt.store.spi.Intent;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;
import io.ssvirt.store.spi.VmRepository.Shape;

/** Changes machines in the cluster, and deletes single ones. */
@Component
public final class MachineHandler implements IntentHandler {

    private static final Duration GLANCE = Duration.ofMillis(150);
    private static final Duration OUTAGE = Duration.ofSeconds(2);

    private final Store store;
    private final ClusterGateway cluster;
    private final Clock clock;

    /** Takes what it works with. */
    @Activate
    public MachineHandler(@Reference Store store, @Reference ClusterGateway cluster, @Reference Clock clock) {
        this.store = store;
        this.cluster = cluster;
        this.clock = clock;
    }

    @Override
    public Set<Operation> operations() {
        return EnumSet.of(Operation.VM_UPDATE, Operation.VM_DELETE);
    }

    @Override
    public Step attempt(Intent intent, Optional<SecretValues> values) {
        boolean delete = intent.operation() == Operation.VM_DELETE;
        Optional<Machine> accepted = Machine.of(intent);
        Outcome<Optional<Machine>> machine = accepted.isPresent()
                ? Outcome.done(accepted)
                : store.read(tx -> Outcome.done(tx.vms().find(intent.entity()).map(Machine::of)));
        return machine.fold(
                found -> found.map(vm -> delete ? delete(intent, vm) : change(intent, vm))
                        .orElseGet(() -> gone(delete)),
                error -> new Step.Blocked(error.message(), OUTAGE));
    }

    private static Step gone(boolean delete) {
        return delete ? new Step.Finished(tx -> {}) : new Step.Refused(DomainError.notFound("VM not found"), tx -> {});
    }

    private Step change(Intent intent, Machine vm) {
        ClusterResult<ObservedMachine> done = cluster.call(
                provider -> provider.machines().change(vm.reference(), VmEdit.desired(intent.desired()), key(intent)));
        if (done instanceof ClusterResult.Applied<ObservedMachine> ok) {
            return new Step.Finished(tx -> note(tx, vm, ok.observed()));
        }
        if (done instanceof ClusterResult.Unavailable<ObservedMachine> away) {
            return new Step.Blocked(away.explanation(), OUTAGE);
        }
        if (done instanceof ClusterResult.Refused<ObservedMachine> no && no.reason() == RefusalReason.NOT_FOUND) {
            return new Step.Refused(DomainError.notFound("VirtualMachine resource not found in cluster"), tx -> {});
        }
        return new Step.Refused(Refusals.of(done, "VM \"" + vm.name() + "\" was not changed"), tx -> {});
    }

    /** Users see at once what the cluster has accepted; its status is left to watching. */
    private void note(Transaction tx, Machine vm, ObservedMachine observed) {
        tx.vms()
                .note(
                        vm.id(),
                        new Shape(
                                observed.displayName(),
                                observed.description(),
                                observed.cpus(),
                                observed.coresPerSocket(),
                                observed.memoryBytes(),
                                observed.conditions()),
                        clock.instant());
    }

    private Step delete(Intent intent, Machine vm) {
        ClusterResult<Optional<ObservedMachine>> done =
                cluster.call(provider -> provider.machines().remove(vm.reference(), key(intent)));
        if (done instanceof ClusterResult.Applied<Optional<ObservedMachine>> left) {
            return left.observed().isEmpty()
                    ? new Step.Finished(tx -> tx.vms().delete(vm.id()))
                    : new Step.Again("the cluster still has the machine", GLANCE);
        }
        if (done instanceof ClusterResult.Unavailable<Optional<ObservedMachine>> away) {
            return new Step.Blocked(away.explanation(), OUTAGE);
        }
        return new Step.Refused(
                Refusals.of(done, "VM \"" + vm.name() + "\" was not deleted"), tx -> back(tx, intent, vm));
    }

    private void back(Transaction tx, Intent intent, Machine vm) {
        Optional.ofNullable(intent.desired().get(VmDeletion.STATUS_BEFORE))
                .flatMap(status ->
                        tx.vms().findLocked(vm.id()).map(now -> now.in(VmStatus.valueOf(status), clock.instant())))
                .ifPresent(tx.vms()::update);
    }

    private static OperationKey key(Intent intent) {
        return new OperationKey(intent.id().toString());
    }
}
