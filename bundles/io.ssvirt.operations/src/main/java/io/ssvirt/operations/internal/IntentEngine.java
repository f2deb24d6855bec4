package io.ssvirt.operations.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.Operation;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.SecretValues;
import io.ssvirt.model.TaskStatus;
import io.ssvirt.model.Urn;
import io.ssvirt.operations.internal.Waiters.News;
import io.ssvirt.operations.spi.IntentHandler;
import io.ssvirt.operations.spi.Step;
import io.ssvirt.store.spi.Intent;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;

/**
 * Carries out intents: claims one, has its handler make attempts until it comes to an end, and commits the end.
 *
 * <p>The end of an intent, the end of its task and the handler's last writes are one transaction, fenced by the epoch of the
 * claim. Between two attempts nothing is held but the claim; when that runs out another worker goes on.
 */
final class IntentEngine {

    private static final Logger LOG = LoggerFactory.getLogger(IntentEngine.class);
    private static final Duration SETBACK = Duration.ofSeconds(2);
    private static final int BATCH = 64;
    /** Stands for the poll among the intents under way, so that a slow one is not started twice. */
    private static final UUID POLL = new UUID(0, 0);

    private final Store store;
    private final Function<Operation, Optional<IntentHandler>> handlers;
    private final Waiters waiters;
    private final Clock clock;
    private final Executor workers;
    private final ScheduledExecutorService timer;
    private final EngineSettings settings;
    private final Set<UUID> underWay = ConcurrentHashMap.newKeySet();
    private final Map<UUID, Urn> queuedBehind = new ConcurrentHashMap<>();
    private final Map<UUID, SecretValues> values = new ConcurrentHashMap<>();

    IntentEngine(
            Store store,
            Function<Operation, Optional<IntentHandler>> handlers,
            Waiters waiters,
            Clock clock,
            Executor workers,
            ScheduledExecutorService timer,
            EngineSettings settings) {
        this.store = store;
        this.handlers = handlers;
        this.waiters = waiters;
        this.clock = clock;
        this.workers = workers;
        this.timer = timer;
        this.settings = settings;
    }

    /** Keeps secret values for an intent until it ends; they are lost when the process ends. */
    void keep(UUID intent, SecretValues secret) {
        values.put(intent, secret);
    }

    /** Forgets the values of an intent that was not accepted. */
    void drop(UUID intent) {
        values.remove(intent);
    }

    /** Tells whether no intent is under way, queued in memory or remembered with its values. */
    boolean isIdle() {
        return underWay.isEmpty() && queuedBehind.isEmpty() && values.isEmpty();
    }

    /** Has a worker look for intents that may be claimed, and starts on them. */
    void onPoll() {
        if (underWay.add(POLL)) {
            onWorker(POLL, () -> {
                poll();
                underWay.remove(POLL);
            });
        }
    }

    private void poll() {
        Outcome<List<UUID>> due = store.read(tx -> Outcome.done(tx.journal().due(clock.instant(), BATCH)));
        due.fold(
                ids -> {
                    ids.forEach(id -> start(id, Optional.empty()));
                    return null;
                },
                error -> {
                    LOG.warn("The journal cannot be read reason={}", error.message());
                    return null;
                });
    }

    /** Starts on an intent that was just accepted; when another of its entity is unfinished, it starts when that has ended. */
    void start(UUID id, Urn entity) {
        start(id, Optional.of(entity));
    }

    private void start(UUID id, Optional<Urn> entity) {
        if (underWay.add(id)) {
            onWorker(id, () -> claim(id, entity));
        }
    }

    private void onWorker(UUID id, Runnable work) {
        try {
            workers.execute(() -> guarded(id, work));
        } catch (RejectedExecutionException stopping) {
            underWay.remove(id);
        }
    }

    // The worker loop: one of the two places where anything may be caught, so that a bug in one handler stops nobody
    // else.
    @SuppressWarnings("IllegalCatch")
    private void guarded(UUID id, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException bug) {
            LOG.error("An intent met an unexpected error and is tried again intent={}", id, bug);
            underWay.remove(id);
            waiters.tell(id, new News.GoesOn());
        }
    }

    private void claim(UUID id, Optional<Urn> entity) {
        Instant now = clock.instant();
        Outcome<Optional<Intent>> claimed =
                store.write(tx -> Outcome.done(tx.journal().claim(id, settings.worker(), now, settings.claimLease())));
        Optional<Intent> intent = claimed.fold(found -> found, error -> Optional.empty());
        if (intent.isEmpty()) {
            entity.ifPresent(owner -> queuedBehind.put(id, owner));
            underWay.remove(id);
            return;
        }
        queuedBehind.remove(id);
        attempt(intent.get(), now.plus(settings.claimLease().dividedBy(2)));
    }

    private void attempt(Intent intent, Instant claimGoodUntil) {
        Optional<IntentHandler> handler = handlers.apply(intent.operation());
        if (handler.isEmpty()) {
            putBack(
                    intent,
                    SETBACK,
                    "the part that carries out " + intent.operation().text() + " is not running");
            return;
        }
        Step step = handler.get().attempt(intent, Optional.ofNullable(values.get(intent.id())));
        if (step instanceof Step.Finished done) {
            end(intent, TaskStatus.SUCCESS, Optional.empty(), done.writes(), claimGoodUntil);
        } else if (step instanceof Step.Refused no) {
            LOG.info(
                    "Intent refused intent={} operation={} entity={} reason={}",
                    intent.id(),
                    intent.operation(),
                    intent.entity(),
                    no.error().message());
            end(intent, TaskStatus.ERROR, Optional.of(no.error()), no.writes(), claimGoodUntil);
        } else if (step instanceof Step.Blocked blocked) {
            putBack(intent, blocked.after(), blocked.waitingFor());
        } else {
            Step.Again again = (Step.Again) step;
            later(intent, again, claimGoodUntil);
        }
    }

    private void later(Intent intent, Step.Again again, Instant claimGoodUntil) {
        Duration after = patience(intent, again.after());
        if (!clock.instant().plus(after).isBefore(claimGoodUntil)) {
            release(intent, after, again.waitingFor());
            underWay.remove(intent.id());
            return;
        }
        try {
            timer.schedule(
                    () -> onWorker(intent.id(), () -> attempt(intent, claimGoodUntil)),
                    after.toMillis(),
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            underWay.remove(intent.id());
        }
    }

    /** What has taken long is looked at more rarely, so that a thing stuck for days costs nothing. */
    private Duration patience(Intent intent, Duration asked) {
        Duration age = Duration.between(intent.acceptedAt(), clock.instant()).dividedBy(20);
        Duration longest = Duration.ofSeconds(30);
        Duration wait = age.compareTo(asked) > 0 ? age : asked;
        return wait.compareTo(longest) > 0 ? longest : wait;
    }

    private void putBack(Intent intent, Duration after, String waitingFor) {
        release(intent, after, waitingFor);
        underWay.remove(intent.id());
        waiters.tell(intent.id(), new News.GoesOn());
    }

    private void release(Intent intent, Duration after, String waitingFor) {
        Instant notBefore = clock.instant().plus(after);
        store.write(tx -> Outcome.done(tx.journal().release(intent, notBefore, waitingFor)))
                .refusal()
                .ifPresent(error -> LOG.warn("Intent not put back intent={} reason={}", intent.id(), error.message()));
    }

    private void end(
            Intent intent,
            TaskStatus status,
            Optional<DomainError> error,
            Consumer<Transaction> writes,
            Instant claimGoodUntil) {
        String details = error.map(DomainError::message).orElse("");
        Outcome<Boolean> committed = store.write(tx -> {
            if (!tx.journal().end(intent, status, details, error, clock.instant())) {
                return Outcome.done(false);
            }
            writes.accept(tx);
            return Outcome.done(true);
        });
        Optional<DomainError> trouble = committed.refusal();
        if (trouble.isPresent()) {
            LOG.warn(
                    "The end of an intent was not stored intent={} reason={}",
                    intent.id(),
                    trouble.get().message());
            later(intent, new Step.Again("the database", SETBACK), claimGoodUntil);
            return;
        }
        if (committed.fold(fenced -> !fenced, no -> false)) {
            LOG.warn("An intent was taken over by another worker intent={} epoch={}", intent.id(), intent.epoch());
        }
        values.remove(intent.id());
        underWay.remove(intent.id());
        waiters.tell(intent.id(), new News.Ended(error));
        startNext(intent.entity());
    }

    private void startNext(Urn entity) {
        queuedBehind.forEach((id, owner) -> {
            if (owner.equals(entity)) {
                start(id, owner);
            }
        });
    }
}
