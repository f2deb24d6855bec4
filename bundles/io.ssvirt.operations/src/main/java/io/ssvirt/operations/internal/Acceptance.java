package io.ssvirt.operations.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.ErrorKind;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Task;
import io.ssvirt.model.TaskStatus;
import io.ssvirt.model.Urn;
import io.ssvirt.operations.spi.Journal.Request;
import io.ssvirt.store.spi.Intent;
import io.ssvirt.store.spi.IntentJournal.Entry;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;

/** Writes intents down, and finds out whether one was written when the commit gave no answer. */
final class Acceptance {

    /**
     * An intent in the journal.
     *
     * @param claimed the intent when it was claimed in the same transaction; empty when it has to wait
     */
    record Accepted(Entry entry, Optional<Intent> claimed, Instant at) {

        /** Returns the entities whose earlier intents come first. */
        Set<Urn> behind() {
            Set<Urn> before = new HashSet<>(Set.of(entry.entity()));
            entry.behind().ifPresent(before::add);
            return before;
        }

        Task task() {
            return new Task(
                    new Urn(EntityType.TASK, entry.id()),
                    entry.operation(),
                    entry.entity(),
                    entry.entityName(),
                    entry.orgId(),
                    entry.initiator(),
                    claimed.isPresent() ? TaskStatus.RUNNING : TaskStatus.QUEUED,
                    0,
                    "",
                    Optional.empty(),
                    at,
                    Optional.empty());
        }
    }

    /** What became of a commit that gave no answer. */
    enum Commit {
        STORED,
        NOT_STORED,
        UNKNOWN
    }

    private static final DomainError NOT_THERE = DomainError.notFound("it was not stored");

    private final Store store;
    private final Clock clock;
    private final EngineSettings settings;

    Acceptance(Store store, Clock clock, EngineSettings settings) {
        this.store = store;
        this.clock = clock;
        this.settings = settings;
    }

    /** Writes an intent, and claims it when nothing stands before it. */
    Accepted accept(Transaction tx, UUID id, Request request, boolean reserved) {
        Entry entry = entry(id, request, clock.instant());
        Optional<Intent> claimed = tx.journal().accept(entry, settings.worker(), settings.claimLease(), reserved);
        return new Accepted(entry, claimed, entry.acceptedAt());
    }

    /** Writes an intent that is carried out by whoever comes first. */
    static Accepted enqueue(Transaction tx, UUID id, Request request, Instant now) {
        Entry entry = entry(id, request, now);
        tx.journal().insert(entry);
        return new Accepted(entry, Optional.empty(), entry.acceptedAt());
    }

    private static Entry entry(UUID id, Request request, Instant now) {
        return new Entry(
                id,
                request.operation(),
                request.entity(),
                request.entityName(),
                request.orgId(),
                request.initiator(),
                request.desired(),
                now,
                request.behind());
    }

    /** Finds out for certain whether an intent was committed; {@code UNKNOWN} while the database does not answer. */
    Commit lookFor(Accepted accepted) {
        Optional<DomainError> answer = store.write(tx -> {
                    tx.journal().probe(accepted.entry());
                    return Outcome.refused(NOT_THERE);
                })
                .refusal();
        if (answer.filter(NOT_THERE::equals).isPresent()) {
            return Commit.NOT_STORED;
        }
        return answer.filter(error -> error.kind() == ErrorKind.CONFLICT).isPresent() ? Commit.STORED : Commit.UNKNOWN;
    }

    /** Says that nobody knows whether it was stored, and how to find out. */
    static DomainError undecided(Accepted accepted) {
        return DomainError.unavailable(
                "The database stopped answering while this was being stored; once it answers again, the task "
                        + accepted.task().id() + " is there if it was, and it will be carried out then",
                Duration.ofSeconds(10));
    }
}
