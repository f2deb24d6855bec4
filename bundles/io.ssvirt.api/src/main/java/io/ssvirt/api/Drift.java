package io.ssvirt.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import io.ssvirt.model.DriftFinding;
import io.ssvirt.model.DriftKind;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;

/** What database and cluster say differently while nobody works on it, for administrators of the cloud. */
public interface Drift {

    /**
     * What the last sweep of this process did.
     *
     * @param at when it began; empty when there was none yet
     * @param compared namespaces, instances and machines of the cluster that were compared
     * @param removed orphans that a tombstone proved to be ours, and that were removed
     * @param obstacle why it could not compare everything; empty when it could
     */
    record Sweep(Optional<Instant> at, Duration took, long compared, long removed, Optional<String> obstacle) {}

    /** Lists the findings of the last sweep, the oldest first. */
    Outcome<Page<DriftFinding>> list(Caller caller, Query query);

    /** Reads one by its key. */
    Outcome<DriftFinding> get(Caller caller, String key);

    /** Sweeps now and tells what came of it; the findings are stored when this returns {@code Done}. */
    Outcome<Sweep> sweep(Caller caller);

    /** Returns what the last sweep of this process did. */
    Sweep last();

    /** Counts the findings for metrics and health; every kind is in the answer. Refused when the database is away. */
    Outcome<Map<DriftKind, Long>> counts();
}
