package io.ssvirt.api;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.ssvirt.model.Operation;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.PendingIntent;
import io.ssvirt.model.Query;
import io.ssvirt.model.Task;
import io.ssvirt.model.Urn;

/** Work that was accepted and has not ended, for administrators of the cloud. */
public interface Intents {

    /** Numbers of what has not ended: how many of each operation are queued and claimed, and how old the oldest is. */
    record Counts(Map<Operation, Long> queued, Map<Operation, Long> claimed, Optional<Duration> oldest) {

        /** Keeps its own copies. */
        public Counts {
            queued = Map.copyOf(queued);
            claimed = Map.copyOf(claimed);
        }
    }

    /** Lists them, the oldest first. */
    Outcome<Page<PendingIntent>> list(Caller caller, Query query);

    /** Reads one by the id of its task. */
    Outcome<PendingIntent> get(Caller caller, Urn task);

    /** Has one tried now instead of at its time; committed when this returns {@code Done}. */
    Outcome<PendingIntent> retry(Caller caller, Urn task);

    /**
     * Gives one up wherever it stands.
     *
     * <p>Its task ends as {@code ABORTED} and its entity leaves the transitional state, without asking the cluster: an entity
     * that was being created or deleted goes, and what the cluster may still have of it is found and removed by the sweep.
     * Committed when this returns {@code Done}.
     */
    Outcome<Task> abandon(Caller caller, Urn task);

    /** Counts them for metrics and health; refused when the database is away. */
    Outcome<Counts> counts();
}
