package io.ssvirt.store.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.Operation;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Task;
import io.ssvirt.model.TaskStatus;
import io.ssvirt.model.Urn;

/** Rows that are task and intent at once: the task for users, the intent for workers. */
public interface IntentJournal {

    /** A new row: {@code QUEUED}, due at once. */
    record Entry(
            UUID id,
            Operation operation,
            Urn entity,
            String entityName,
            Urn orgId,
            Urn initiator,
            Map<String, String> desired,
            Instant acceptedAt) {

        /** Keeps its own copy. */
        public Entry {
            desired = Map.copyOf(desired);
        }
    }

    /** Inserts. */
    void insert(Entry entry);

    /** Finds a task. */
    Optional<Task> task(UUID id);

    /** Lists tasks of one organization or of all, the newest first. */
    Page<Task> tasks(Optional<Urn> organization, Query query);

    /**
     * Claims an intent for a worker: one that is queued and due, or whose claim has run out, and before which no other intent of
     * the same entity is unfinished.
     *
     * @return the intent with its new epoch; empty when it may not be claimed now
     */
    Optional<Intent> claim(UUID id, String worker, Instant now, Duration lease);

    /** Returns the ids of intents that may be claimed now, the oldest first, passing over rows that others hold. */
    List<UUID> due(Instant now, int limit);

    /** Returns all intents that have not ended, the oldest first. */
    List<Intent> unfinished();

    /** Counts the intents that have not ended. */
    long countUnfinished();

    /** Ends the intent and its task; false, with nothing written, when the epoch is no longer the claimed one. */
    boolean end(Intent claimed, TaskStatus status, String details, Optional<DomainError> error, Instant now);

    /** Puts the intent back into the queue; false, with nothing written, when the epoch is no longer the claimed one. */
    boolean release(Intent claimed, Instant notBefore, String waitingFor);
}
