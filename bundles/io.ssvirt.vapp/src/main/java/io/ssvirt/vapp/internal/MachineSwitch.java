package io.ssvirt.vapp.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.ObservedMachine;
import io.ssvirt.cluster.spi.OperationKey;
import io.ssvirt.cluster.spi.RefusalReason;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.PowerAction;
import io.ssvirt.model.Urn;
import io.ssvirt.model.VmStatus;
import io.ssvirt.operations.spi.ClusterGateway;
import io.ssvirt.operations.spi.Refusals;
import io.ssvirt.operations.spi.Step;
import io.ssvirt.store.spi.Transaction;

/** Changes the power of one machine in the cluster. */
final class MachineSwitch {

    private static final Duration OUTAGE = Duration.ofSeconds(2);

    private final ClusterGateway cluster;
    private final Clock clock;

    MachineSwitch(ClusterGateway cluster, Clock clock) {
        this.cluster = cluster;
        this.clock = clock;
    }

    Step change(Machine vm, PowerAction action, OperationKey key) {
        ClusterResult<ObservedMachine> done =
                cluster.call(provider -> provider.machines().power(vm.reference(), action, key));
        if (done instanceof ClusterResult.Applied<ObservedMachine>) {
            return new Step.Finished(tx -> note(tx, List.of(vm.id()), action));
        }
        if (done instanceof ClusterResult.Unavailable<ObservedMachine> away) {
            return new Step.Blocked(away.explanation(), OUTAGE);
        }
        if (done instanceof ClusterResult.Refused<ObservedMachine> no) {
            return refused(vm, action, no);
        }
        return new Step.Refused(Refusals.of(done, "VM \"" + vm.name() + "\" was left as it is"), tx -> {});
    }

    /** A machine that is where it should be is no reason to refuse: the first answer may have been lost. */
    private Step refused(Machine vm, PowerAction action, ClusterResult.Refused<ObservedMachine> no) {
        if (no.reason() == RefusalReason.NOT_FOUND) {
            return new Step.Refused(DomainError.notFound("VirtualMachine resource not found in cluster"), tx -> {});
        }
        Step asItIs = new Step.Refused(
                DomainError.conflict(
                        no.reason().name(), "VM \"" + vm.name() + "\" was left as it is: " + no.explanation()),
                tx -> {});
        if (no.reason() != RefusalReason.WRONG_STATE) {
            return asItIs;
        }
        ClusterResult<Optional<ObservedMachine>> seen =
                cluster.call(provider -> provider.machines().observe(vm.reference()));
        if (!(seen instanceof ClusterResult.Applied<Optional<ObservedMachine>> now)) {
            return new Step.Blocked("the machine cannot be looked at: " + no.explanation(), OUTAGE);
        }
        boolean isThere = now.observed()
                .filter(found -> PowerRules.isThere(MachineRow.status(found), action))
                .isPresent();
        return isThere ? new Step.Finished(tx -> note(tx, List.of(vm.id()), action)) : asItIs;
    }

    /** Users see at once that it is under way; what watching has told meanwhile is newer and stays. */
    void note(Transaction tx, List<Urn> machines, PowerAction action) {
        Set<VmStatus> newer = Arrays.stream(VmStatus.values())
                .filter(status -> PowerRules.isThere(status, action))
                .collect(Collectors.toSet());
        PowerRules.underWay(action).ifPresent(next -> tx.vms().note(machines, next, newer, clock.instant()));
    }
}
