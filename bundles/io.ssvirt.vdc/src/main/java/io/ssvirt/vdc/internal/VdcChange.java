package io.ssvirt.vdc.internal;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.ObservedSpace;
import io.ssvirt.cluster.spi.OperationKey;
import io.ssvirt.cluster.spi.RefusalReason;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Vdc;
import io.ssvirt.model.VdcState;
import io.ssvirt.operations.spi.Refusals;
import io.ssvirt.operations.spi.Step;
import io.ssvirt.store.spi.Intent;

/**
 * Brings a change of a VDC into its namespace, and out of it again when the cluster refuses or a user cancels.
 *
 * <p>A refusal does not mean that nothing happened: a change is several requests, and an earlier attempt may have arrived without an
 * answer. So the namespace is made as it was before the row is.
 */
final class VdcChange {

    private static final Duration OUTAGE = Duration.ofSeconds(2);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final int TRIES = 5;

    /** What a namespace shall show. */
    record Wanted(Vdc vdc, Organization organization) {}

    /** Why a change is being taken back, and how often the cluster has refused that as well. */
    private record Retreat(DomainError reason, int refusals) {}

    private final BiFunction<Wanted, OperationKey, ClusterResult<ObservedSpace>> spaces;
    private final VdcLedger ledger;
    // Lost with the process: then the change is simply tried once more.
    private final Map<UUID, Retreat> retreats = new ConcurrentHashMap<>();

    /**
     * Takes what it works with.
     *
     * @param spaces makes a namespace show what is wanted
     */
    VdcChange(BiFunction<Wanted, OperationKey, ClusterResult<ObservedSpace>> spaces, VdcLedger ledger) {
        this.spaces = spaces;
        this.ledger = ledger;
    }

    Step attempt(Intent intent, Wanted wanted, OperationKey key) {
        if (intent.cancelled()) {
            retreats.putIfAbsent(intent.id(), new Retreat(Step.cancelled(), 0));
        }
        Retreat retreat = retreats.get(intent.id());
        if (retreat != null) {
            return takeBack(intent, wanted, key, retreat);
        }
        ClusterResult<ObservedSpace> made = spaces.apply(wanted, key);
        if (made instanceof ClusterResult.Unavailable<ObservedSpace> away) {
            return new Step.Blocked(away.explanation(), OUTAGE);
        }
        if (made instanceof ClusterResult.Applied<ObservedSpace> there) {
            Optional<UUID> uid = Optional.of(there.observed().uid());
            return new Step.Finished(tx -> ledger.settle(tx, intent.entity(), VdcState.UPDATING, uid));
        }
        DomainError error = Refusals.of(made, "VDC \"" + wanted.vdc().name() + "\" was not changed");
        return isNotOurs(made) ? refused(intent, error) : takeBack(intent, wanted, key, new Retreat(error, 0));
    }

    private Step takeBack(Intent intent, Wanted wanted, OperationKey key, Retreat retreat) {
        retreats.put(intent.id(), retreat);
        Wanted before = new Wanted(VdcValues.before(intent, wanted.vdc()), wanted.organization());
        ClusterResult<ObservedSpace> back = spaces.apply(before, key);
        if (back instanceof ClusterResult.Unavailable<ObservedSpace> away) {
            return new Step.Blocked(away.explanation(), OUTAGE);
        }
        if (!(back instanceof ClusterResult.Refused<ObservedSpace> no) || isNotOurs(back)) {
            return refused(intent, retreat.reason());
        }
        String reason =
                intent.cancelled() ? "It was cancelled" : retreat.reason().message();
        if (retreat.refusals() + 1 < TRIES) {
            retreats.put(intent.id(), new Retreat(retreat.reason(), retreat.refusals() + 1));
            return new Step.Again(reason + "; taking it back waits: " + no.explanation(), SOON);
        }
        // A cluster that forbids even what is there already would otherwise hold up every later change for good.
        return refused(
                intent,
                DomainError.refused(
                        no.reason().name(),
                        reason + "; what its namespace may show of it was not taken back: " + no.explanation()));
    }

    /** Returns the intents whose change is being taken back. */
    Set<UUID> remembered() {
        return retreats.keySet();
    }

    void forget(UUID intent) {
        retreats.remove(intent);
    }

    private Step refused(Intent intent, DomainError error) {
        retreats.remove(intent.id());
        return new Step.Refused(error, tx -> ledger.takeBack(tx, intent));
    }

    /** Nothing of the change can be in a namespace of somebody else, or be left of one that is going away. */
    private static boolean isNotOurs(ClusterResult<?> result) {
        return result instanceof ClusterResult.Conflict<?>
                || result instanceof ClusterResult.Refused<?> no && no.reason() == RefusalReason.TERMINATING;
    }
}
