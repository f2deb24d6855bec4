package io.ssvirt.operations.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.ErrorKind;
import io.ssvirt.model.Operation;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Task;
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
    private static final Duration AFTER_A_BUG = Duration.ofSeconds(10);

    private final Store store;
    private final EngineMeters meters;
    private final Function<Operation, Optional<IntentHandler>> handlers;
    private final Waiters waiters;
    private final Clock clock;
    private final Claims claims;
    private final EngineSettings settings;
    private final Dispatcher dispatcher;
    private final Queue queue;
    private final Progress progress;
    private final Poll poll;

    IntentEngine(
            Store store,
            Function<Operation, Optional<IntentHandler>> handlers,
            Waiters waiters,
            Claims claims,
            Queue queue,
            Clock clock,
            JournalThreads threads,
            EngineSettings settings,
            EngineMeters meters) {
        this.store = store;
        this.meters = meters;
        this.handlers = handlers;
        this.waiters = waiters;
        this.claims = claims;
        this.queue = queue;
        this.clock = clock;
        this.settings = settings;
        this.progress = new Progress(store, clock);
        this.dispatcher = new Dispatcher(threads.workers(), threads.timer(), this::bug);
        this.poll = new Poll(store, dispatcher, queue, clock, settings.worker(), this::start);
    }

    /** Tells whether no intent is under way, queued in memory or remembered with its values. */
    boolean isIdle() {
        return dispatcher.isIdle() && queue.isEmpty() && claims.isEmpty();
    }

    /** Has a worker look for intents that may be claimed, and starts on them. */
    void onPoll() {
        poll.begin();
    }

    /** Carries out an intent that was claimed when it was accepted. */
    void run(Intent claimed, Instant since) {
        Claim claim = claims.hold(claimed, since);
        dispatcher.start(claim.id(), () -> attempt(claim));
    }

    /** Starts on an intent that was just accepted; when it has to wait for one of some entities, it starts when that has ended. */
    void start(UUID id, Set<Urn> behind) {
        queue.add(id, behind, clock.instant());
        start(id);
    }

    /** Starts on an intent if it may be claimed now. */
    void start(UUID id) {
        dispatcher.start(id, () -> claim(id));
    }

    /** An intent shall be taken back, whether this process carries it out or nobody does yet. */
    void cancel(UUID id) {
        claims.held(id).ifPresent(Claim::cancel);
        start(id);
    }

    /** An intent has ended without a worker. */
    void ended(UUID id, Urn entity, DomainError error) {
        claims.held(id).ifPresent(Claim::lose);
        claims.forget(id);
        queue.remove(id);
        waiters.tell(id, new News.Ended(Optional.of(error)));
        startNext(entity);
    }

    private void claim(UUID id) {
        Instant now = clock.instant();
        Outcome<Optional<Intent>> claimed =
                store.write(tx -> Outcome.done(tx.journal().claim(id, settings.worker(), now, settings.claimLease())));
        if (claimed.refusal().isPresent()) {
            // The claim may have been committed without an answer; asking again finds out.
            dispatcher.goOnLater(id, SETBACK, () -> claim(id));
            return;
        }
        Optional<Intent> intent = claimed.fold(found -> found, error -> Optional.empty());
        if (intent.isPresent()) {
            queue.remove(id);
            attempt(claims.hold(intent.get(), now));
            return;
        }
        if (queue.isBehindStuck(id)) {
            waiters.tell(id, new News.GoesOn());
        }
        stored(id).ifPresent(task -> {
            queue.remove(id);
            claims.forget(id);
            waiters.tell(id, new News.Ended(task.error()));
        });
        if (dispatcher.leave(id)) {
            start(id);
        }
    }

    private void attempt(Claim claim) {
        if (!claims.holds(claim)) {
            leave(claim);
            return;
        }
        Intent intent = claim.intent();
        Optional<IntentHandler> handler = handlers.apply(intent.operation());
        if (handler.isEmpty()) {
            putBack(
                    claim,
                    SETBACK,
                    "the part that carries out " + intent.operation().text() + " is not running");
            return;
        }
        Step step = meters.attempt(
                intent,
                () -> Fence.under(
                        () -> claims.holds(claim), () -> handler.get().attempt(intent, claims.values(intent.id()))));
        queue.free(intent.entity());
        if (step instanceof Step.Finished done) {
            end(claim, TaskStatus.SUCCESS, Optional.empty(), done.writes());
        } else if (step instanceof Step.Refused no) {
            LOG.info(
                    "Intent refused intent={} operation={} entity={} reason={}",
                    intent.id(),
                    intent.operation(),
                    intent.entity(),
                    no.error().message());
            TaskStatus status = intent.cancelled() ? TaskStatus.ABORTED : TaskStatus.ERROR;
            end(claim, status, Optional.of(no.error()), no.writes());
        } else if (step instanceof Step.Blocked blocked) {
            putBack(claim, blocked.after(), blocked.waitingFor());
        } else {
            later(claim, (Step.Again) step);
        }
    }

    private void later(Claim claim, Step.Again again) {
        Duration after = Pace.of(claim.intent().acceptedAt(), clock.instant(), again.after());
        progress.note(claim, again);
        if (after.compareTo(settings.claimLease().dividedBy(2)) > 0) {
            release(claim, after, again.waitingFor());
        } else {
            dispatcher.goOnLater(claim.id(), after, () -> attempt(claim));
        }
    }

    private void putBack(Claim claim, Duration after, String waitingFor) {
        queue.stuck(claim.intent().entity(), claim.id());
        release(claim, after, waitingFor);
        waiters.tell(claim.id(), new News.GoesOn());
        queue.behind(claim.intent().entity()).forEach(id -> waiters.tell(id, new News.GoesOn()));
    }

    /** Puts an intent back; tried again until it is stored, because nobody could claim it before the claim has run out. */
    private void release(Claim claim, Duration after, String waitingFor) {
        Instant notBefore = clock.instant().plus(after);
        Optional<Instant> reserved = claims.reservation(claim.id());
        Optional<DomainError> trouble = store.write(
                        tx -> Outcome.done(tx.journal().release(claim.intent(), notBefore, waitingFor, reserved)))
                .refusal();
        if (trouble.isPresent()) {
            LOG.warn(
                    "Intent not put back intent={} reason={}",
                    claim.id(),
                    trouble.get().message());
            dispatcher.goOnLater(claim.id(), SETBACK, () -> release(claim, after, waitingFor));
        } else {
            leave(claim);
        }
    }

    private void leave(Claim claim) {
        claims.drop(claim);
        waiters.tell(claim.id(), new News.GoesOn());
        if (dispatcher.leave(claim.id())) {
            start(claim.id());
        }
    }

    private void bug(UUID id, RuntimeException bug) {
        LOG.error("An intent met an unexpected error and is tried again intent={}", id, bug);
        Optional<Claim> claim = claims.held(id);
        if (claim.isPresent()) {
            dispatcher.goOn(
                    id, () -> putBack(claim.get(), AFTER_A_BUG, "an unexpected error; the log of the server has it"));
        } else {
            dispatcher.leave(id);
            waiters.tell(id, new News.GoesOn());
        }
    }

    private void end(Claim claim, TaskStatus status, Optional<DomainError> error, Consumer<Transaction> writes) {
        Intent intent = claim.intent();
        String details = error.map(DomainError::message).orElse("");
        Outcome<Boolean> committed = meters.commit(
                intent.operation(),
                () -> store.write(tx -> {
                    if (!tx.journal().end(intent, status, details, error, clock.instant())) {
                        return Outcome.done(false);
                    }
                    writes.accept(tx);
                    return Outcome.done(true);
                }));
        Optional<DomainError> trouble = committed.refusal();
        if (trouble.isPresent()) {
            LOG.warn(
                    "The end of an intent was not stored intent={} reason={}",
                    intent.id(),
                    trouble.get().message());
            if (trouble.get().kind() == ErrorKind.UNAVAILABLE) {
                // It may be stored already: only the end is tried again, never what led to it.
                dispatcher.goOnLater(intent.id(), SETBACK, () -> end(claim, status, error, writes));
            } else {
                later(claim, new Step.Again(trouble.get().message(), SETBACK));
            }
            return;
        }
        boolean ours = committed.fold(stored -> stored, no -> false);
        if (ours) {
            meters.ended(intent, status);
        }
        News news = ours ? new News.Ended(error) : asStored(intent);
        claims.drop(claim);
        claims.forget(intent.id());
        dispatcher.leave(intent.id());
        waiters.tell(intent.id(), news);
        startNext(intent.entity());
    }

    /** The end was stored before without an answer, or by another worker: the stored task is the one that counts. */
    private News asStored(Intent intent) {
        LOG.warn(
                "An intent was ended before, or taken over by another worker intent={} epoch={}",
                intent.id(),
                intent.epoch());
        return stored(intent.id())
                .<News>map(task -> new News.Ended(task.error()))
                .orElseGet(News.GoesOn::new);
    }

    /** Returns the task if it has ended. */
    private Optional<Task> stored(UUID id) {
        Outcome<Optional<Task>> stored =
                store.read(tx -> Outcome.done(tx.journal().task(id)));
        return stored.<Optional<Task>>fold(found -> found, error -> Optional.empty())
                .filter(task -> task.status().isFinal());
    }

    private void startNext(Urn entity) {
        queue.free(entity);
        queue.behind(entity).forEach(this::start);
    }
}
