package io.ssvirt.operations.internal.sweep;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Drift;
import io.ssvirt.cluster.spi.Observations;
import io.ssvirt.cluster.spi.Observations.Change;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.DriftFinding;
import io.ssvirt.model.DriftKind;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.operations.spi.ClusterGateway;
import io.ssvirt.operations.spi.Leadership;
import io.ssvirt.store.spi.Store;

/** Sweeps on a schedule and when the cluster returns, in the process that leads, and shows what was found. */
@Component(service = Drift.class, immediate = true, configurationPid = "io.ssvirt.operations.sweep")
@Designate(ocd = DriftService.Config.class)
public final class DriftService implements Drift, ClusterGateway.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(DriftService.class);

    /** How sweeps are made. */
    @ObjectClassDefinition(name = "SSVirt sweep")
    public @interface Config {

        @AttributeDefinition(description = "How often database and cluster are compared, ISO-8601 duration.", min = "1")
        String every() default "PT10M";

        @AttributeDefinition(
                description = "How long after the cluster has returned they are compared, ISO-8601 duration.")
        String after__return() default "PT5S";

        @AttributeDefinition(description = "How long a namespace may take to go away before it is reported.")
        String stuck__after() default "PT5M";

        @AttributeDefinition(description = "Whether an orphan is removed when a tombstone proves that it was ours.")
        boolean remove__orphans() default true;

        @AttributeDefinition(description = "At most how many differences one sweep asks the cluster about.")
        int looks() default 500;
    }

    private final Store store;
    private final Leadership leadership;
    private final Sweeper sweeper;
    private final Observations.Subscription subscription;
    private final Duration afterReturn;
    private final AtomicBoolean awaited = new AtomicBoolean();
    private final ScheduledExecutorService timer;

    /** Begins; the first sweep follows the first sign of the cluster. */
    @Activate
    public DriftService(
            @Reference Store store,
            @Reference ClusterGateway cluster,
            @Reference Leadership leadership,
            @Reference Clock clock,
            Config config) {
        this(store, cluster, leadership, clock, config, thread());
    }

    /** Begins on a thread that is given; it ends with this. */
    DriftService(
            Store store,
            ClusterGateway cluster,
            Leadership leadership,
            Clock clock,
            Config config,
            ScheduledExecutorService timer) {
        this.timer = timer;
        this.store = store;
        this.leadership = leadership;
        this.afterReturn = Duration.parse(config.after__return());
        this.sweeper = new Sweeper(
                store,
                cluster,
                clock,
                new Sweeper.Settings(Duration.parse(config.stuck__after()), config.remove__orphans(), config.looks()));
        long every = Duration.parse(config.every()).toMillis();
        timer.scheduleWithFixedDelay(this::duty, every, every, TimeUnit.MILLISECONDS);
        this.subscription = cluster.listen(this);
        changed(new Change.OfEverything());
    }

    private static ScheduledExecutorService thread() {
        return Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "ssvirt-sweep");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Stops. */
    @Deactivate
    public void close() throws InterruptedException {
        subscription.close();
        timer.shutdownNow();
        timer.awaitTermination(5, TimeUnit.SECONDS);
    }

    @Override
    public void changed(Change change) {
        if (change instanceof Change.OfEverything && awaited.compareAndSet(false, true)) {
            try {
                timer.schedule(this::duty, afterReturn.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException stopped) {
                LOG.debug("A change came after the end");
            }
        }
    }

    // A worker loop: an error in one sweep must not end all later ones.
    @SuppressWarnings("IllegalCatch")
    private void duty() {
        awaited.set(false);
        try {
            if (leadership.isLeader()) {
                sweeper.sweep().refusal().ifPresent(error -> LOG.debug("No sweep reason={}", error.message()));
            }
        } catch (RuntimeException bug) {
            LOG.error("A sweep met an unexpected error", bug);
        }
    }

    @Override
    public Outcome<Page<DriftFinding>> list(Caller caller, Query query) {
        return administrator(caller)
                .then(who -> store.read(tx -> Outcome.done(tx.drift().page(query))));
    }

    @Override
    public Outcome<DriftFinding> get(Caller caller, String key) {
        return administrator(caller)
                .then(who -> store.read(
                        tx -> Outcome.required(tx.drift().find(key), DomainError.notFound("No finding has this id"))));
    }

    @Override
    public Outcome<Sweep> sweep(Caller caller) {
        return administrator(caller).then(who -> sweeper.sweep());
    }

    @Override
    public Sweep last() {
        return sweeper.last();
    }

    @Override
    public Outcome<Map<DriftKind, Long>> counts() {
        return store.read(tx -> Outcome.done(tx.drift().counts())).map(counted -> {
            Map<DriftKind, Long> counts = new EnumMap<>(DriftKind.class);
            for (DriftKind kind : DriftKind.values()) {
                counts.put(kind, counted.getOrDefault(kind, 0L));
            }
            return counts;
        });
    }

    private static Outcome<Caller> administrator(Caller caller) {
        return caller.isProvider()
                ? Outcome.done(caller)
                : Outcome.refused(DomainError.forbidden("System Administrator role required"));
    }
}
