package io.ssvirt.operations.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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

import io.ssvirt.model.DomainError;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.IdSource;
import io.ssvirt.model.Operation;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.SecretValues;
import io.ssvirt.model.Task;
import io.ssvirt.model.TaskStatus;
import io.ssvirt.model.Urn;
import io.ssvirt.operations.spi.IntentHandler;
import io.ssvirt.operations.spi.Journal;
import io.ssvirt.store.spi.IntentJournal;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;

/** The journal as a service, with the threads of its engine. */
@Component(service = Journal.class, immediate = true, configurationPid = "io.ssvirt.operations.journal")
@Designate(ocd = JournalComponent.Config.class)
public final class JournalComponent implements Journal {

    /** Limits of the journal. */
    @ObjectClassDefinition(name = "SSVirt intent journal")
    public @interface Config {

        @AttributeDefinition(description = "Intents carried out at the same time.")
        int workers() default 8;

        @AttributeDefinition(description = "How long a request waits for its outcome, ISO-8601 duration.")
        String answer__within() default "PT8S";

        @AttributeDefinition(description = "Silence after which another worker takes over an intent.")
        String claim__lease() default "PT30S";

        @AttributeDefinition(description = "How often the journal is searched for unfinished intents.")
        String poll__every() default "PT1S";
    }

    private final Store store;
    private final Clock clock;
    private final IdSource ids;
    private final EngineSettings settings;
    private final ExecutorService workers;
    private final ScheduledExecutorService timer;
    private final Waiters waiters = new Waiters();
    private final IntentEngine engine;

    // Injected as a field because the bundles that carry out intents are stopped and updated while the journal stays.
    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile List<IntentHandler> handlers = List.of();

    /** Starts the engine; unfinished intents of an earlier life are resumed by its first poll. */
    @Activate
    public JournalComponent(@Reference Store store, @Reference Clock clock, @Reference IdSource ids, Config config) {
        this(
                store,
                clock,
                ids,
                config,
                Executors.newFixedThreadPool(config.workers(), Threads.named("ssvirt-intent")),
                Executors.newSingleThreadScheduledExecutor(Threads.named("ssvirt-journal")));
    }

    /** Starts the engine on threads that are given; they end with it. */
    JournalComponent(
            Store store,
            Clock clock,
            IdSource ids,
            Config config,
            ExecutorService workers,
            ScheduledExecutorService timer) {
        this.store = store;
        this.clock = clock;
        this.ids = ids;
        this.settings = new EngineSettings(
                "worker-" + ids.next(),
                Duration.parse(config.answer__within()),
                Duration.parse(config.claim__lease()),
                Duration.parse(config.poll__every()));
        this.workers = workers;
        this.timer = timer;
        this.engine = new IntentEngine(store, this::handler, waiters, clock, workers, timer, settings);
        long every = settings.poll().toMillis();
        timer.scheduleWithFixedDelay(() -> engine.onPoll(), every, every, TimeUnit.MILLISECONDS);
    }

    /** Stops; what is under way is resumed by whoever claims it next. */
    @Deactivate
    public void close() throws InterruptedException {
        timer.shutdownNow();
        workers.shutdown();
        if (!workers.awaitTermination(5, TimeUnit.SECONDS)) {
            workers.shutdownNow();
        }
    }

    /** Tells whether nothing is under way or remembered, as it must be when every intent has ended. */
    boolean isIdle() {
        return engine.isIdle() && waiters.isEmpty();
    }

    private Optional<IntentHandler> handler(Operation operation) {
        return handlers.stream()
                .filter(handler -> handler.operations().contains(operation))
                .findFirst();
    }

    @Override
    public Outcome<Task> carryOut(Function<Transaction, Outcome<Request>> accept, Optional<SecretValues> secrets) {
        UUID id = ids.next();
        waiters.expect(id);
        secrets.ifPresent(values -> engine.keep(id, values));
        Outcome<Task> accepted = store.write(tx -> accept.apply(tx).map(request -> insert(tx, id, request)));
        if (accepted.refusal().isPresent()) {
            waiters.forget(id);
            engine.drop(id);
            return accepted;
        }
        return accepted.then(task -> {
            engine.start(id, task.owner());
            return answer(task, waiters.await(id, settings.answerWithin()));
        });
    }

    private Task insert(Transaction tx, UUID id, Request request) {
        var now = clock.instant();
        tx.journal()
                .insert(new IntentJournal.Entry(
                        id,
                        request.operation(),
                        request.entity(),
                        request.entityName(),
                        request.orgId(),
                        request.initiator(),
                        request.desired(),
                        now));
        return new Task(
                new Urn(EntityType.TASK, id),
                request.operation(),
                request.entity(),
                request.entityName(),
                request.orgId(),
                request.initiator(),
                TaskStatus.RUNNING,
                0,
                "",
                Optional.empty(),
                now,
                Optional.empty());
    }

    private Outcome<Task> answer(Task task, Waiters.News news) {
        if (news instanceof Waiters.News.Ended ended) {
            return ended.error().<Outcome<Task>>map(Outcome::refused).orElseGet(() -> Outcome.done(ended(task)));
        }
        // Another replica may have ended it meanwhile, so the stored task is the one that counts.
        return store.read(tx -> Outcome.done(tx.journal().task(task.id().id()).orElse(task)))
                .then(now -> now.error().<Outcome<Task>>map(Outcome::refused).orElseGet(() -> Outcome.done(now)));
    }

    private Task ended(Task task) {
        return new Task(
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
                Optional.of(clock.instant()));
    }
}
