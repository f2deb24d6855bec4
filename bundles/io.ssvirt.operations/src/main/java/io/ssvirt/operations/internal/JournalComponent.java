package io.ssvirt.operations.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

import io.ssvirt.metrics.api.Meters;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.ErrorKind;
import io.ssvirt.model.IdSource;
import io.ssvirt.model.Operation;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.PendingIntent;
import io.ssvirt.model.SecretValues;
import io.ssvirt.model.Task;
import io.ssvirt.model.TaskStatus;
import io.ssvirt.operations.internal.Acceptance.Accepted;
import io.ssvirt.operations.internal.Acceptance.Commit;
import io.ssvirt.operations.internal.Waiters.News;
import io.ssvirt.operations.spi.IntentHandler;
import io.ssvirt.operations.spi.Journal;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;

/** The journal of intents and the life of its engine. */
@Component(
        service = {Journal.class, OpenIntents.class},
        immediate = true,
        configurationPid = "io.ssvirt.operations.journal")
@Designate(ocd = JournalComponent.Config.class)
public final class JournalComponent implements Journal, OpenIntents {

    /** Limits of the journal. */
    @ObjectClassDefinition(name = "SSVirt intent journal")
    public @interface Config {

        @AttributeDefinition(description = "Intents carried out at the same time.")
        int workers() default 8;

        @AttributeDefinition(description = "How long a request waits for its outcome, ISO-8601 duration.")
        String answer__within() default "PT8S";

        @AttributeDefinition(
                description =
                        "Requests that wait for their outcome at the same time; it must be well below the number of"
                                + " HTTP threads. Others are answered at once with the transitional state.")
        int waiting__requests() default 24;

        @AttributeDefinition(description = "Silence after which another worker takes over an intent.", min = "1")
        String claim__lease() default "PT30S";

        @AttributeDefinition(description = "How often the journal is searched for unfinished intents.", min = "1")
        String poll__every() default "PT1S";
    }

    private static final int LOOKS = 3;
    private static final Duration MOMENT = Duration.ofMillis(200);

    private final Store store;
    private final Clock clock;
    private final IdSource ids;
    private final EngineSettings settings;
    private final JournalThreads threads;
    private final Waiters waiters;
    private final Claims claims;
    private final Memories memories;
    private final Acceptance acceptance;
    private final IntentEngine engine;
    private final Interventions interventions;
    private final Runnable deaf;

    // Injected as a field because the bundles that carry out intents are stopped and updated while the journal stays.
    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile List<IntentHandler> handlers = List.of();

    /** Starts the engine; unfinished intents of an earlier life are resumed by its first poll. */
    @Activate
    public JournalComponent(
            @Reference Store store,
            @Reference Clock clock,
            @Reference IdSource ids,
            @Reference Meters meters,
            Config config) {
        this(store, clock, ids, meters, config, JournalThreads.start(config.workers()));
    }

    /** Starts the engine without counting. */
    JournalComponent(Store store, Clock clock, IdSource ids, Config config) {
        this(store, clock, ids, Meters.none(), config, JournalThreads.start(config.workers()));
    }

    /** Starts the engine on threads that are given; they end with it. */
    JournalComponent(Store store, Clock clock, IdSource ids, Config config, JournalThreads threads) {
        this(store, clock, ids, Meters.none(), config, threads);
    }

    private JournalComponent(
            Store store, Clock clock, IdSource ids, Meters meters, Config config, JournalThreads threads) {
        this.store = store;
        this.clock = clock;
        this.ids = ids;
        this.threads = threads;
        this.settings = new EngineSettings(
                "worker-" + ids.next(),
                Duration.parse(config.answer__within()),
                Duration.parse(config.claim__lease()),
                Duration.parse(config.poll__every()));
        this.waiters = new Waiters(config.waiting__requests());
        this.claims = new Claims(store, clock, settings);
        this.acceptance = new Acceptance(store, clock, settings);
        Queue queue = new Queue();
        ScheduledExecutorService timer = threads.timer();
        EngineMeters counted = new EngineMeters(meters, System::nanoTime);
        this.engine = new IntentEngine(store, this::handler, waiters, claims, queue, clock, threads, settings, counted);
        this.memories =
                new Memories(store, () -> handlers, queue, id -> claims.held(id).isPresent());
        this.interventions = new Interventions(store, this::handler, engine, waiters, clock, settings);
        this.deaf = store.signals().listen(NewWork.TOPIC, new NewWork(engine));
        long every = settings.poll().toMillis();
        timer.scheduleWithFixedDelay(new Recurring("poll", engine::onPoll), every, every, TimeUnit.MILLISECONDS);
        long beat = settings.claimLease().dividedBy(3).toMillis();
        threads.heart()
                .scheduleWithFixedDelay(new Recurring("heartbeat", claims::renew), beat, beat, TimeUnit.MILLISECONDS);
        // Not on the heart: it asks about each intent that is remembered, and after an outage these are many.
        Runnable clear = new Recurring("memories", memories::clear);
        timer.scheduleWithFixedDelay(
                new Recurring("memories", () -> threads.workers().execute(clear)), beat, beat, TimeUnit.MILLISECONDS);
    }

    /** Stops; what is under way is put back for whoever claims it next. */
    @Deactivate
    public void close() throws InterruptedException {
        deaf.run();
        if (threads.stop()) {
            store.write(tx -> Outcome.done(tx.journal().releaseAll(settings.worker(), clock.instant())));
        }
    }

    /** Tells whether nothing is under way or remembered, as it must be when every intent has ended. */
    boolean isIdle() {
        return engine.isIdle() && waiters.isEmpty() && memories.isEmpty();
    }

    private Optional<IntentHandler> handler(Operation operation) {
        return handlers.stream()
                .filter(handler -> handler.operations().contains(operation))
                .findFirst();
    }

    @Override
    public Outcome<Task> carryOut(Function<Transaction, Outcome<Request>> accept, Optional<SecretValues> secrets) {
        UUID id = ids.next();
        Waiters.Place place = waiters.expect(id);
        secrets.ifPresent(values -> claims.keep(id, values));
        AtomicReference<Accepted> written = new AtomicReference<>();
        Optional<DomainError> refusal = store.write(tx -> {
                    written.set(null);
                    return accept.apply(tx).map(request -> {
                        written.set(acceptance.accept(tx, id, request, secrets.isPresent()));
                        return id;
                    });
                })
                .refusal();
        Accepted accepted = written.get();
        if (refusal.isPresent() && (accepted == null || refusal.get().kind() != ErrorKind.UNAVAILABLE)) {
            return nothing(id, place, refusal.get());
        }
        return refusal.isPresent() ? lookFor(accepted, place, refusal.get()) : carryOut(accepted, place);
    }

    private Outcome<Task> nothing(UUID id, Waiters.Place place, DomainError error) {
        place.close();
        claims.forget(id);
        return Outcome.refused(error);
    }

    /** The commit gave no answer: only when the database says that nothing was stored, nothing was. */
    private Outcome<Task> lookFor(Accepted accepted, Waiters.Place place, DomainError error) {
        UUID id = accepted.entry().id();
        claims.stored(id);
        Duration pause = settings.answerWithin().dividedBy(LOOKS);
        for (int look = 0; look < LOOKS; look++) {
            Commit commit = acceptance.lookFor(accepted);
            if (commit == Commit.NOT_STORED) {
                return nothing(id, place, error);
            }
            if (commit == Commit.STORED) {
                return carryOut(accepted, place);
            }
            if (waiters.expect(id).awaitOrPause(pause, MOMENT, threads.timer()) instanceof News.Ended ended) {
                place.close();
                return ended(accepted.task(), ended.error());
            }
        }
        place.close();
        // Once the database answers again, this finds out whether there is something to carry out.
        engine.start(id, accepted.behind());
        return Outcome.refused(Acceptance.undecided(accepted));
    }

    private Outcome<Task> carryOut(Accepted accepted, Waiters.Place place) {
        UUID id = accepted.entry().id();
        claims.stored(id);
        if (accepted.claimed().isPresent()) {
            engine.run(accepted.claimed().get(), accepted.at());
        } else {
            engine.start(id, accepted.behind());
        }
        return answer(accepted.task(), place.await(settings.answerWithin()));
    }

    private Outcome<Task> answer(Task task, News news) {
        if (news instanceof News.Ended ended) {
            return ended(task, ended.error());
        }
        // Another replica may have ended it meanwhile, so the stored task is the one that counts. What was accepted
        // stays
        // accepted though the database may not answer now.
        return store.read(tx -> Outcome.done(tx.journal().task(task.id().id()).orElse(task)))
                .<Outcome<Task>>fold(Outcome::done, away -> Outcome.done(task))
                .then(now -> now.error().<Outcome<Task>>map(Outcome::refused).orElseGet(() -> Outcome.done(now)));
    }

    private Outcome<Task> ended(Task task, Optional<DomainError> error) {
        return error.<Outcome<Task>>map(Outcome::refused)
                .orElseGet(() -> Outcome.done(new Task(
                        task.id(),
                        task.operation(),
                        task.owner(),
                        task.ownerName(),
                        task.orgId(),
                        task.initiator(),
                        TaskStatus.SUCCESS,
                        100,
                        "",
                        Optional.<DomainError>empty(),
                        task.startedAt(),
                        Optional.of(clock.instant()))));
    }

    @Override
    public Outcome<Task> cancel(UUID id) {
        return interventions.cancel(id);
    }

    @Override
    public Outcome<PendingIntent> retry(UUID id) {
        return interventions.retry(id);
    }

    @Override
    public Outcome<Task> abandon(UUID id) {
        return interventions.abandon(id);
    }
}
