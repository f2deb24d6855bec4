package io.ssvirt.operations.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.ssvirt.api.SystemHealth.ClusterState;
import io.ssvirt.cluster.spi.ClusterProvider;
import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.Observations;
import io.ssvirt.cluster.spi.Observations.Change;
import io.ssvirt.cluster.spi.Templates;
import io.ssvirt.operations.spi.ClusterGateway;

/** Holds the best cluster provider that is there, and lets calls end before it goes. */
@Component(service = ClusterGateway.class, immediate = true, configurationPid = "io.ssvirt.operations.gateway")
@Designate(ocd = GatewayComponent.Config.class)
public final class GatewayComponent implements ClusterGateway {

    private static final Logger LOG = LoggerFactory.getLogger(GatewayComponent.class);

    /** Limits of the way to the cluster. */
    @ObjectClassDefinition(name = "SSVirt cluster gateway")
    public @interface Config {

        @AttributeDefinition(description = "Calls of the cluster at the same time.", min = "1")
        int concurrent__calls() default 32;

        @AttributeDefinition(description = "Recent calls that it takes at least to judge the cluster.", min = "1")
        int breaker__calls() default 5;

        @AttributeDefinition(
                description =
                        "Share of them, in per cent, that must have failed to leave the cluster alone for a while.",
                min = "1",
                max = "100")
        int breaker__share() default 50;

        @AttributeDefinition(description = "Which calls are recent, ISO-8601 duration.", min = "10")
        String breaker__recent() default "PT10S";

        @AttributeDefinition(description = "How long it is left alone, ISO-8601 duration.")
        String breaker__pause() default "PT5S";

        @AttributeDefinition(description = "How long one call may take, ISO-8601 duration.", min = "1")
        String call__within() default "PT15S";

        @AttributeDefinition(description = "How often a call whose answer was lost is made again.", min = "0")
        int retries() default 2;

        @AttributeDefinition(description = "How long calls under way may take to end when a provider leaves.")
        String drain__within() default "PT10S";
    }

    /** A provider with the guard of its own: what the last one did wrong is not held against the next. */
    private record InUse(ProviderLease lease, ClusterGuard guard) {}

    private volatile ClusterGuard.Patience patience;
    private volatile Duration drain;
    private final AtomicReference<InUse> inUse = new AtomicReference<>();
    private final AtomicReference<Templates.Snapshot> lastTemplates = new AtomicReference<>();

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    /** Takes the limits; the provider is bound afterwards, and may change at any time. */
    @Activate
    public GatewayComponent(Config config) {
        configure(config);
    }

    /** Takes other limits for the calls from now on; whoever works with the gateway is not disturbed. */
    @Modified
    void configure(Config config) {
        this.patience = new ClusterGuard.Patience(
                config.concurrent__calls(),
                config.breaker__calls(),
                config.breaker__share(),
                Duration.parse(config.breaker__recent()),
                Duration.parse(config.breaker__pause()),
                Duration.parse(config.call__within()),
                config.retries());
        this.drain = Duration.parse(config.drain__within());
        inUse.updateAndGet(now -> now == null ? null : new InUse(now.lease(), new ClusterGuard(patience)));
    }

    /** Takes a provider into use; called with the next one before the last one is taken away. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindProvider(ClusterProvider provider) {
        ProviderLease next = new ProviderLease(provider, this::tell);
        InUse last = inUse.getAndSet(new InUse(next, new ClusterGuard(patience)));
        LOG.info("Cluster provider in use provider={}", provider.name());
        if (last != null) {
            endLease(last.lease());
        }
        tell(new Change.OfEverything());
    }

    /** Takes a provider out of use after its calls have ended. */
    void unbindProvider(ClusterProvider provider) {
        // Looked at once more, so that catalogs go on offering what the cluster had last.
        templates();
        InUse held = inUse.getAndUpdate(now -> isOf(provider, now) ? null : now);
        if (isOf(provider, held)) {
            LOG.info("Cluster provider left provider={}", provider.name());
            endLease(held.lease());
            tell(new Change.OfEverything());
        }
    }

    private static boolean isOf(ClusterProvider provider, InUse held) {
        return held != null && held.lease().provider() == provider;
    }

    /** Lets go of the provider. */
    @Deactivate
    public void close() {
        InUse held = inUse.getAndSet(null);
        if (held != null) {
            endLease(held.lease());
        }
    }

    private void endLease(ProviderLease held) {
        if (!held.end(drain)) {
            LOG.warn(
                    "Calls still under way when the provider left provider={}",
                    held.provider().name());
        }
    }

    @Override
    public Observations.Subscription listen(Listener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private void tell(Change change) {
        listeners.forEach(listener -> tell(listener, change));
    }

    // A worker loop: a bug in one part must not keep the others from hearing what changed.
    @SuppressWarnings("IllegalCatch")
    private static void tell(Listener listener, Change change) {
        try {
            listener.changed(change);
        } catch (RuntimeException bug) {
            LOG.error("A listener met an unexpected error change={}", change, bug);
        }
    }

    @Override
    public void announce(Change change) {
        tell(change);
    }

    @Override
    public <T> ClusterResult<T> call(Function<ClusterProvider, ClusterResult<T>> call) {
        InUse now = inUse.get();
        // What does not reach a cluster says nothing about it, so neither goes past its guard.
        if (!Fence.isOpen()) {
            return overtaken();
        }
        return now == null ? absent() : now.guard().call(() -> Fence.isOpen() ? onPresent(call) : overtaken());
    }

    /** Each try takes the provider that is there by then. */
    private <T> ClusterResult<T> onPresent(Function<ClusterProvider, ClusterResult<T>> call) {
        InUse now = inUse.get();
        return now == null ? absent() : now.lease().use(call).orElseGet(GatewayComponent::absent);
    }

    private static <T> ClusterResult<T> overtaken() {
        return new ClusterResult.Unavailable<>("another worker has taken this over", Duration.ofSeconds(1));
    }

    private static <T> ClusterResult<T> absent() {
        return new ClusterResult.Unavailable<>("no cluster is connected", Duration.ofSeconds(5));
    }

    @Override
    public <T> Optional<T> look(Function<Observations, T> read) {
        InUse now = inUse.get();
        return now == null ? Optional.empty() : now.lease().use(provider -> read.apply(provider.observations()));
    }

    @Override
    public Optional<Templates.Snapshot> templates() {
        InUse now = inUse.get();
        if (now != null) {
            now.lease()
                    .use(provider -> provider.templates().list())
                    .flatMap(list -> list)
                    .ifPresent(lastTemplates::set);
        }
        return Optional.ofNullable(lastTemplates.get());
    }

    @Override
    public Status status() {
        InUse now = inUse.get();
        if (now == null) {
            return new Status(ClusterState.ABSENT, Optional.empty(), "no cluster is connected", Optional.empty());
        }
        ClusterProvider provider = now.lease().provider();
        Optional<String> name = Optional.of(provider.name());
        Observations.Health health = provider.observations().health();
        Optional<Instant> heard = Optional.of(health.lastHeard()).filter(Instant.EPOCH::isBefore);
        Optional<Duration> givenUp = now.guard().givenUpFor();
        if (givenUp.isPresent()) {
            String detail = "given up for " + givenUp.get().toSeconds() + " s after repeated failures";
            return new Status(ClusterState.DEGRADED, name, detail, heard);
        }
        ClusterState state =
                switch (health.state()) {
                    case SYNCING -> ClusterState.SYNCING;
                    case READY -> ClusterState.READY;
                    case DEGRADED -> ClusterState.DEGRADED;
                };
        return new Status(state, name, health.detail(), heard);
    }
}
