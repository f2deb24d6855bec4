package io.ssvirt.operations.internal;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.IntentState;
import io.ssvirt.model.Operation;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.PendingIntent;
import io.ssvirt.model.Task;
import io.ssvirt.model.TaskStatus;
import io.ssvirt.operations.spi.IntentHandler;
import io.ssvirt.operations.spi.Step;
import io.ssvirt.store.spi.Intent;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;

/** Cancels, hastens and gives up intents. */
final class Interventions implements OpenIntents {

    private static final DomainError NOT_FOUND = DomainError.notFound("No unfinished intent has this id");

    private static final DomainError GIVEN_UP = DomainError.conflict(
            "ABANDONED", "An administrator has given it up; the cluster may still have parts of it");

    private final Store store;
    private final Function<Operation, Optional<IntentHandler>> handlers;
    private final IntentEngine engine;
    private final Waiters waiters;
    private final Clock clock;
    private final EngineSettings settings;

    Interventions(
            Store store,
            Function<Operation, Optional<IntentHandler>> handlers,
            IntentEngine engine,
            Waiters waiters,
            Clock clock,
            EngineSettings settings) {
        this.store = store;
        this.handlers = handlers;
        this.engine = engine;
        this.waiters = waiters;
        this.clock = clock;
        this.settings = settings;
    }

    @Override
    public Outcome<Task> cancel(UUID id) {
        Waiters.Place place = waiters.expect(id);
        Outcome<Optional<Intent>> withdrawn = store.write(tx -> open(tx, id).then(intent -> cancel(tx, intent)));
        if (withdrawn.refusal().isPresent()) {
            place.close();
            return Outcome.refused(withdrawn.refusal().get());
        }
        Optional<Intent> ended = withdrawn.fold(intent -> intent, error -> Optional.empty());
        ended.ifPresent(intent -> engine.ended(id, intent.entity(), Step.cancelled()));
        place.await(settings.answerWithin());
        return store.read(tx -> Outcome.required(tx.journal().task(id), DomainError.notFound("Task not found")))
                .then(Interventions::asCancelled);
    }

    /** Returns the intent when it ended at once; empty when a worker has to take it back. */
    private Outcome<Optional<Intent>> cancel(Transaction tx, Intent intent) {
        return handler(intent).then(handler -> {
            if (intent.state() == IntentState.QUEUED && intent.attempts() == 0) {
                tx.journal().abort(intent.id(), Step.cancelled(), clock.instant());
                handler.withdraw(intent).accept(tx);
                return Outcome.done(Optional.of(intent));
            }
            if (!handler.takesBack(intent.operation())) {
                return Outcome.refused(DomainError.conflict(
                        "NOT_CANCELLABLE",
                        "The task can no longer be cancelled: \""
                                + intent.operation().text() + "\" has begun, and what it does cannot be taken back"));
            }
            tx.journal().cancel(intent.id(), clock.instant());
            tx.signal(NewWork.cancel(intent.id()));
            return Outcome.done(Optional.empty());
        });
    }

    private static Outcome<Task> asCancelled(Task task) {
        boolean tooLate = task.status().isFinal() && task.status() != TaskStatus.ABORTED;
        return tooLate
                ? Outcome.refused(DomainError.conflict(
                        "NOT_CANCELLABLE",
                        "The task can no longer be cancelled: it has ended as "
                                + task.status().name()))
                : Outcome.done(task);
    }

    @Override
    public Outcome<PendingIntent> retry(UUID id) {
        return store.write(tx -> Outcome.required(tx.journal().hasten(id, clock.instant()), NOT_FOUND)
                .map(hastened -> {
                    tx.signal(NewWork.begin(id));
                    return hastened;
                }));
    }

    @Override
    public Outcome<Task> abandon(UUID id) {
        Outcome<Task> ended = store.write(tx -> Outcome.required(tx.journal().findLocked(id), NOT_FOUND)
                .then(intent -> handler(intent).map(handler -> {
                    Task task =
                            tx.journal().abort(id, GIVEN_UP, clock.instant()).orElseThrow();
                    handler.abandon(intent).accept(tx);
                    return task;
                })));
        return ended.map(task -> {
            engine.ended(id, task.owner(), GIVEN_UP);
            return task;
        });
    }

    private static Outcome<Intent> open(Transaction tx, UUID id) {
        return Outcome.required(
                tx.journal().findLocked(id),
                DomainError.conflict("ENDED", "The task can no longer be changed: it has ended"));
    }

    private Outcome<IntentHandler> handler(Intent intent) {
        return Outcome.required(
                handlers.apply(intent.operation()),
                DomainError.unavailable(
                        "The part of the server that carries out \""
                                + intent.operation().text() + "\" is not running just now; try again later",
                        settings.answerWithin()));
    }
}
