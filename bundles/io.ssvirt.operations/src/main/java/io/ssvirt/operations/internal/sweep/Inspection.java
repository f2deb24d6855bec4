package io.ssvirt.operations.internal.sweep;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.ClusterResult.Applied;
import io.ssvirt.cluster.spi.ClusterResult.Conflict;
import io.ssvirt.cluster.spi.ClusterResult.Refused;
import io.ssvirt.cluster.spi.InstanceReference;
import io.ssvirt.cluster.spi.Instances.Remains;
import io.ssvirt.cluster.spi.Observations.Change;
import io.ssvirt.cluster.spi.ObservedInstance;
import io.ssvirt.cluster.spi.ObservedSpace;
import io.ssvirt.cluster.spi.OperationKey;
import io.ssvirt.model.DriftFinding;
import io.ssvirt.model.DriftKind;
import io.ssvirt.operations.spi.ClusterGateway;
import io.ssvirt.store.spi.InventoryRepository.Placed;
import io.ssvirt.store.spi.RemovedRepository.Removed;

/** Asks the cluster itself about each suspicion, and removes orphans that a tombstone proves to have been ours. */
final class Inspection {

    /** What came of one suspicion; no finding when it was wrong or has been dealt with. */
    record Verdict(Optional<DriftFinding> finding, boolean removed, boolean unanswered) {

        static final Verdict NOTHING = new Verdict(Optional.empty(), false, false);
        static final Verdict REMOVED = new Verdict(Optional.empty(), true, false);
        static final Verdict UNANSWERED = new Verdict(Optional.empty(), false, true);

        static Verdict of(DriftFinding finding) {
            return new Verdict(Optional.of(finding), false, false);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Inspection.class);
    private static final OperationKey SWEEP = new OperationKey("sweep");

    private final ClusterGateway cluster;
    private final boolean removes;

    Inspection(ClusterGateway cluster, boolean removes) {
        this.cluster = cluster;
        this.removes = removes;
    }

    Verdict inspect(Suspicion suspicion) {
        if (suspicion instanceof Suspicion.OrphanSpace orphan) {
            return orphan(orphan);
        }
        if (suspicion instanceof Suspicion.OrphanInstance orphan) {
            return orphan(orphan);
        }
        if (suspicion instanceof Suspicion.MissingSpace missing) {
            return missing(missing);
        }
        if (suspicion instanceof Suspicion.MissingInstance missing) {
            return missing(missing);
        }
        return Verdict.of(suspicion.finding());
    }

    private Verdict orphan(Suspicion.OrphanSpace orphan) {
        ObservedSpace seen = orphan.space();
        ClusterResult<Optional<ObservedSpace>> now =
                cluster.call(provider -> provider.spaces().observe(seen.name()));
        if (!(now instanceof Applied<Optional<ObservedSpace>> answer)) {
            return unanswered(now, orphan.finding());
        }
        Optional<ObservedSpace> there =
                answer.observed().filter(space -> space.vdcId().equals(seen.vdcId()));
        if (there.isEmpty()) {
            return Verdict.NOTHING;
        }
        if (orphan.proof().isEmpty() || seen.vdcId().isEmpty()) {
            return Verdict.of(orphan.finding());
        }
        UUID vdc = seen.vdcId().get();
        return proven(orphan.finding(), orphan.proof().get(), there.get().uid(), () -> {
            ClusterResult<Optional<ObservedSpace>> removed =
                    cluster.call(provider -> provider.spaces().remove(seen.name(), vdc, SWEEP));
            return removed.map(Optional::isEmpty);
        });
    }

    private Verdict orphan(Suspicion.OrphanInstance orphan) {
        InstanceReference reference = orphan.instance();
        if (orphan.proof().isEmpty()) {
            ClusterResult<Optional<ObservedInstance>> now =
                    cluster.call(provider -> provider.instances().observe(reference));
            boolean instance = orphan.finding().kind() == DriftKind.ORPHAN_INSTANCE;
            boolean gone = instance
                    && now instanceof Applied<Optional<ObservedInstance>> answer
                    && answer.observed().isEmpty()
                    && !reference.vappId().equals(new UUID(0, 0));
            return gone ? Verdict.NOTHING : Verdict.of(orphan.finding());
        }
        return proven(orphan.finding(), orphan.proof().get(), reference.uid().orElseThrow(), () -> {
            ClusterResult<Remains> removed =
                    cluster.call(provider -> provider.instances().remove(reference, SWEEP));
            return removed.map(Remains::isNothing);
        });
    }

    /** It was ours; whether it still is depends on whether it is the one that we knew. */
    private Verdict proven(
            DriftFinding finding, Removed proof, UUID identity, Supplier<ClusterResult<Boolean>> remove) {
        if (proof.uid().filter(known -> !known.equals(identity)).isPresent()) {
            return Verdict.of(
                    Findings.saying(
                            finding,
                            "its owner \"" + proof.entityName() + "\" was removed at " + proof.at()
                                    + ", but this is not the object that it had: somebody has made it anew, so it is left alone"));
        }
        String left = "it is left of \"" + proof.entityName() + "\", which was removed at " + proof.at();
        if (!removes) {
            return Verdict.of(Findings.saying(finding, left + "; removing orphans is switched off"));
        }
        ClusterResult<Boolean> removed = remove.get();
        if (removed instanceof Applied<Boolean> gone) {
            LOG.info(
                    "An orphan is removed object={} entity={} gone={}",
                    finding.object(),
                    proof.entity(),
                    gone.observed());
            return gone.observed()
                    ? Verdict.REMOVED
                    : new Verdict(Optional.of(Findings.saying(finding, left + " and is being removed")), true, false);
        }
        if (removed instanceof Conflict<Boolean>) {
            return Verdict.NOTHING;
        }
        return removed instanceof Refused<Boolean> no
                ? Verdict.of(Findings.saying(finding, left + "; the cluster refuses to remove it: " + no.explanation()))
                : new Verdict(Optional.of(Findings.saying(finding, left)), false, true);
    }

    private Verdict missing(Suspicion.MissingSpace missing) {
        Placed row = missing.row();
        ClusterResult<Optional<ObservedSpace>> now =
                cluster.call(provider -> provider.spaces().observe(row.namespace()));
        if (!(now instanceof Applied<Optional<ObservedSpace>> answer)) {
            return unanswered(now, missing.finding());
        }
        boolean ours = answer.observed()
                .flatMap(ObservedSpace::vdcId)
                .filter(row.entity().id()::equals)
                .isPresent();
        if (ours) {
            return Verdict.NOTHING;
        }
        cluster.announce(new Change.OfSpace(row.namespace()));
        return Verdict.of(
                answer.observed().isEmpty()
                        ? missing.finding()
                        : Findings.saying(
                                missing.finding(),
                                "a namespace of this name is there, but it does not carry the labels of this VDC any more"));
    }

    private Verdict missing(Suspicion.MissingInstance missing) {
        Placed row = missing.row();
        InstanceReference reference = new InstanceReference(
                row.namespace(), row.objectName(), row.entity().id(), Optional.empty());
        ClusterResult<Optional<ObservedInstance>> now =
                cluster.call(provider -> provider.instances().observe(reference));
        if (!(now instanceof Applied<Optional<ObservedInstance>> answer)) {
            return unanswered(now, missing.finding());
        }
        if (answer.observed().isPresent()) {
            return Verdict.NOTHING;
        }
        // Whoever keeps the rows of vApps has missed that it went, perhaps because no process ran at that time.
        cluster.announce(new Change.OfInstance(row.namespace(), row.objectName()));
        return Verdict.of(missing.finding());
    }

    private static Verdict unanswered(ClusterResult<?> result, DriftFinding finding) {
        LOG.debug("A suspicion could not be looked at object={} answer={}", finding.object(), result);
        return Verdict.UNANSWERED;
    }
}
