package io.ssvirt.cluster.kubernetes.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.fabric8.kubernetes.client.Config;

import io.ssvirt.cluster.spi.ClusterProvider;
import io.ssvirt.cluster.spi.Elections;
import io.ssvirt.cluster.spi.Instances;
import io.ssvirt.cluster.spi.Machines;
import io.ssvirt.cluster.spi.Observations;
import io.ssvirt.cluster.spi.Templates;
import io.ssvirt.cluster.spi.TenantSpaces;
import io.ssvirt.metrics.api.Meters;

/** The provider for one configuration, from its first try to connect until it is closed. */
final class KubernetesProvider implements ClusterProvider, AutoCloseable {

    static final String NAME = "kubernetes";

    private static final Logger LOG = LoggerFactory.getLogger(KubernetesProvider.class);
    private static final int LAST_BEAT_SECONDS = 5;
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    private final ExecutorService tasks = Executors.newCachedThreadPool(Threads.named("ssvirt-kubernetes-client"));
    private final ExecutorService events = Executors.newSingleThreadExecutor(Threads.named("ssvirt-kubernetes-events"));
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Threads.named("ssvirt-kubernetes-pulse"));
    private final Connection connection;
    private final Spaces spaces;
    private final TemplateShelf templates;
    private final Instances instances;
    private final VirtualMachines machines;
    private final Optional<Elections> elections;
    private final ObservedCluster observed;
    private final Watches watches;
    private final Pulse pulse;
    private final OwnReadiness readiness;
    private final Duration probeEvery;

    /** Prepares everything and waits for nothing; an unusable configuration shows in the health. */
    KubernetesProvider(Settings settings, Supplier<Config> config, Clock clock) {
        this(settings, config, clock, Meters.none());
    }

    /** Prepares everything, and counts its calls. */
    KubernetesProvider(Settings settings, Supplier<Config> config, Clock clock, Meters meters) {
        this(settings, config, clock, meters, KindWatch.Rhythm.USUAL);
    }

    /** Prepares everything with watches of a rhythm of their own. */
    KubernetesProvider(
            Settings settings, Supplier<Config> config, Clock clock, Meters meters, KindWatch.Rhythm rhythm) {
        this.connection = new Connection(config, tasks, meters);
        Settings.Limit limit = settings.limit();
        Discretion discretion = new Discretion();
        Api api = new Api(
                new Calls(connection, new Pace(limit.perSecond(), limit.burst(), System::nanoTime), discretion));
        Announcer announcer = new Announcer(events);
        this.spaces = new Spaces(api, settings.spaces(), tasks);
        this.templates = new TemplateShelf(api, announcer, clock);
        Leftovers leftovers = new Leftovers(api);
        this.instances = new Instantiations(
                settings.processing(),
                new KindFinder(api),
                new TemplateInstances(api, leftovers, settings.spaces().accounts()),
                new OwnInstances(api, leftovers, settings.spaces().templateKinds()));
        this.elections =
                settings.leaseNamespace().map(namespace -> new LeaseElections(api, namespace, clock, System::nanoTime));
        this.observed = new ObservedCluster(announcer, this::health, templates.instancetypes(), discretion);
        this.machines = new VirtualMachines(api, observed.hardware());
        this.watches = new Watches(rhythm, tasks, () -> announcer.announce(new Observations.Change.OfEverything()))
                .of(observed)
                .ofRecords(observed, settings.processing())
                .of(templates, settings.templateNamespaces());
        this.readiness = new OwnReadiness(api, observed, clock);
        this.probeEvery = settings.probeEvery();
        this.pulse = new Pulse(connection, watches, announcer, timer, settings.probeEvery(), clock);
    }

    /** Starts connecting. */
    KubernetesProvider start() {
        pulse.start();
        long millis = Math.min(probeEvery.toMillis(), LOOK_EVERY.toMillis());
        timer.scheduleWithFixedDelay(readiness, millis, millis, TimeUnit.MILLISECONDS);
        return this;
    }

    /** Returns what calls go through. */
    Connection connection() {
        return connection;
    }

    private Observations.Health health() {
        return pulse.health();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public TenantSpaces spaces() {
        return spaces;
    }

    @Override
    public Templates templates() {
        return templates;
    }

    @Override
    public Instances instances() {
        return instances;
    }

    @Override
    public Machines machines() {
        return machines;
    }

    @Override
    public Observations observations() {
        return observed;
    }

    @Override
    public Optional<Elections> elections() {
        return elections;
    }

    /** Ends the watches, the connection and all threads. */
    @Override
    public void close() {
        timer.shutdownNow();
        awaitLastBeat();
        watches.stop();
        connection.close();
        List.of(events, tasks).forEach(ExecutorService::shutdownNow);
    }

    /** A beat that is still going on could start a watch behind our back. */
    private void awaitLastBeat() {
        try {
            if (!timer.awaitTermination(LAST_BEAT_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("The last look at the cluster has not ended");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
