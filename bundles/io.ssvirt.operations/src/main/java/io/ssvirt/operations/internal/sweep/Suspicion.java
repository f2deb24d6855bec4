package io.ssvirt.operations.internal.sweep;

import java.util.Optional;

import io.ssvirt.cluster.spi.InstanceReference;
import io.ssvirt.cluster.spi.ObservedSpace;
import io.ssvirt.model.DriftFinding;
import io.ssvirt.store.spi.InventoryRepository.Placed;
import io.ssvirt.store.spi.RemovedRepository.Removed;

/** Something that seems to differ. What is in memory may be late, so the cluster itself is asked before it counts. */
sealed interface Suspicion {

    /** What to report if it proves true. */
    DriftFinding finding();

    /** Memory is enough: the database alone says it, or it is only reported. */
    record Certain(DriftFinding finding) implements Suspicion {}

    /**
     * A namespace that should not be there.
     *
     * @param proof the tombstone that proves that it was ours; without it the namespace is left alone
     */
    record OrphanSpace(DriftFinding finding, ObservedSpace space, Optional<Removed> proof) implements Suspicion {}

    /** An instance, or machines of one, that should not be there. */
    record OrphanInstance(DriftFinding finding, InstanceReference instance, Optional<Removed> proof)
            implements Suspicion {}

    /** A VDC whose namespace seems to be missing. */
    record MissingSpace(DriftFinding finding, Placed row) implements Suspicion {}

    /** A vApp whose instance seems to be missing. */
    record MissingInstance(DriftFinding finding, Placed row) implements Suspicion {}
}
