package io.ssvirt.operations.internal;

import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

import io.ssvirt.cluster.spi.ClusterProvider;
import io.ssvirt.model.IdSource;
import io.ssvirt.operations.spi.ClusterGateway;
import io.ssvirt.operations.spi.IntentHandler;
import io.ssvirt.operations.spi.IntentQueue;
import io.ssvirt.operations.spi.Journal;
import io.ssvirt.store.spi.Store;

/** Journal and gateway as they run in the container, wired by hand; closing stops their threads. */
public final class RunningOperations implements AutoCloseable {

    private final JournalComponent journal;
    private final GatewayComponent gateway;

    /** Starts with settings other than the defaults, by the names of the configuration. */
    public RunningOperations(Store store, Map<String, Object> settings) {
        this(store, settings, Clock.systemUTC());
    }

    /** Starts with a clock of its own. */
    public RunningOperations(Store store, Map<String, Object> settings, Clock clock) {
        this.gateway = new GatewayComponent(config(GatewayComponent.Config.class, settings));
        this.journal =
                new JournalComponent(store, clock, UUID::randomUUID, config(JournalComponent.Config.class, settings));
    }

    /** Starts with time, ids and threads that a test decides on. */
    public RunningOperations(
            Store store,
            Clock clock,
            IdSource ids,
            ExecutorService workers,
            ScheduledExecutorService timer,
            Map<String, Object> settings) {
        this.gateway = new GatewayComponent(config(GatewayComponent.Config.class, settings));
        this.journal = new JournalComponent(
                store,
                clock,
                ids,
                config(JournalComponent.Config.class, settings),
                new JournalThreads(workers, timer, timer));
    }

    /** Starts with the defaults. */
    public RunningOperations(Store store) {
        this(store, Map.of());
    }

    public Journal journal() {
        return journal;
    }

    /** Returns the queue for work that is part of other work. */
    public static IntentQueue queue() {
        return queue(Clock.systemUTC(), UUID::randomUUID);
    }

    /** Returns the same with times and ids that a test decides on. */
    public static IntentQueue queue(Clock clock, IdSource ids) {
        return new SharedQueue(clock, ids);
    }

    /** Returns what people may do to intents that have not ended. */
    public OpenIntents intents() {
        return journal;
    }

    public ClusterGateway gateway() {
        return gateway;
    }

    /** Tells whether the journal holds nothing in memory. */
    public boolean isIdle() {
        return journal.isIdle();
    }

    /** Binds the handlers that carry out intents. */
    public void handlers(IntentHandler... handlers) {
        journal.handlers = List.of(handlers);
    }

    /** A provider comes. */
    public void provider(ClusterProvider provider) {
        gateway.bindProvider(provider);
    }

    /** The provider leaves. */
    public void providerLeaves(ClusterProvider provider) {
        gateway.unbindProvider(provider);
    }

    /** Makes a configuration of an annotation's defaults and some values of its own. */
    public static <A extends Annotation> A config(Class<A> type, Map<String, Object> settings) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> settings.getOrDefault(method.getName(), method.getDefaultValue())));
    }

    @Override
    public void close() {
        gateway.close();
        try {
            journal.close();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
