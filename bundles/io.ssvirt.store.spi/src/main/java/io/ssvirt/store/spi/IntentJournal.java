package io.ssvirt.store.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.Operation;
import io.ssvirt.model.Page;
import io.ssvirt.model.PendingIntent;
import io.ssvirt.model.Query;
import io.ssvirt.model.Task;
import io.ssvirt.model.TaskStatus;
import io.ssvirt.model.Urn;

/** Rows that are task and intent at once: the task for users, the intent for workers. */
public interface IntentJournal {

    /**
     * A new row.
     *
     * @param behind another entity whose earlier intents must have ended first, such as the VDC of a new vApp
     */
    record Entry(
            UUID id,
            Operation operation,
            Urn entity,
            String entityName,
            Urn orgId,
            Urn initiator,
            Map<String, String> desired,
            Instant acceptedAt,
            Optional<Urn> behind) {

        /** Keeps its own copy. */
        public Entry {
            desired = Map.copyOf(desired);
        }

        /** A row that waits for nothing but earlier intents of its own entity. */
        public Entry(
                UUID id,
                Operation operation,
                Urn entity,
                String entityName,
                Urn orgId,
                Urn initiator,
                Map<String, String> desired,
                Instant acceptedAt) {
            this(id, operation, entity, entityName, orgId, initiator, desired, acceptedAt, Optional.empty());
        }
    }

    /** Numbers of intents that have not ended, by operation and by whether they are claimed. */
    record Count(Operation operation, boolean claimed, long number, Instant oldest) {}

    /** Inserts a row that is queued and due at once. */
    void insert(Entry entry);

    /**
     * Inserts a row and claims it in the same statement when nothing stands before it; the caller holds the row of the entity.
     *
     * @param reserved whether only this worker may carry it out, because it alone has the secret values; the reservation lasts as
     *     long as the lease and is renewed like a claim
     * @return the claimed intent; empty when it has to wait for its turn
     */
    Optional<Intent> accept(Entry entry, String worker, Duration lease, boolean reserved);

    /**
     * Finds out for certain whether a row was committed, though its commit gave no answer: waits for a transaction that is still
     * ending. The transaction that asks must be rolled back.
     *
     * @return false when there is no such row and will be none; when there is one the transaction fails as {@code CONFLICT}
     */
    boolean probe(Entry entry);

    /** Finds a task. */
    Optional<Task> task(UUID id);

    /** Lists tasks of one organization or of all, the newest first. */
    Page<Task> tasks(Optional<Urn> organization, Query query);

    /**
     * Claims an intent for a worker: one that is queued and due, or whose claim has run out or is the worker's own, and before
     * which no other intent of the same entity, or of the one that it must stay behind, is unfinished.
     *
     * @return the intent with its new epoch; empty when it may not be claimed now
     */
    Optional<Intent> claim(UUID id, String worker, Instant now, Duration lease);

    /** Prolongs claims and reservations of a worker; returns those that it still has. */
    Set<UUID> renew(Collection<UUID> ids, String worker, Instant until);

    /** Puts everything that a worker has claimed back into the queue, because the worker ends; returns how many. */
    int releaseAll(String worker, Instant now);

    /** Returns the ids of intents that a worker may claim now, the oldest first, passing over rows that others hold. */
    List<UUID> due(String worker, Instant now, int limit);

    /** Returns all intents that have not ended, the oldest first. */
    List<Intent> unfinished();

    /** Returns the intents of one entity that have not ended, the oldest first. */
    List<Intent> unfinishedOf(Urn entity);

    /** Finds an intent that has not ended and holds its row until the transaction ends. */
    Optional<Intent> findLocked(UUID id);

    /** Finds the last task of an operation on an entity. */
    Optional<Task> last(Urn entity, Operation operation);

    /** Counts the intents that have not ended. */
    long countUnfinished();

    /** Counts the intents that have not ended, by operation. */
    List<Count> counts();

    /** Lists the intents that have not ended, the oldest first. */
    Page<PendingIntent> pending(Query query);

    /** Finds an intent that has not ended, as an administrator sees it. */
    Optional<PendingIntent> pending(UUID id);

    /** Changes the desired state of an intent that has not ended. */
    void amend(UUID id, Map<String, String> desired);

    /** Makes an intent due at once and returns it as an administrator sees it, in one statement; empty when it has ended. */
    Optional<PendingIntent> hasten(UUID id, Instant now);

    /** Asks for an intent to be taken back, and makes it due at once; false when it has ended. */
    boolean cancel(UUID id, Instant now);

    /** Returns those of some intents that shall be taken back. */
    Set<UUID> cancelled(Collection<UUID> ids);

    /**
     * Ends an intent and its task whoever has claimed it, fences that worker off, and returns the task, in one statement; empty when it
     * had ended.
     */
    Optional<Task> abort(UUID id, DomainError reason, Instant now);

    /** Tells users what a claimed intent waits for; false, with nothing written, when the epoch is no longer the claimed one. */
    boolean note(Intent claimed, String waitingFor, int progress);

    /** Ends the intent and its task; false, with nothing written, when the epoch is no longer the claimed one. */
    boolean end(Intent claimed, TaskStatus status, String details, Optional<DomainError> error, Instant now);

    /**
     * Puts the intent back into the queue; false, with nothing written, when the epoch is no longer the claimed one.
     *
     * @param reservedUntil until when only the same worker may claim it, see {@link #accept}
     */
    boolean release(Intent claimed, Instant notBefore, String waitingFor, Optional<Instant> reservedUntil);

    /** Puts the intent back into the queue for whoever comes first. */
    default boolean release(Intent claimed, Instant notBefore, String waitingFor) {
        return release(claimed, notBefore, waitingFor, Optional.empty());
    }

    /** Deletes tasks that ended before a time; returns how many. */
    int purge(Instant endedBefore);
}
