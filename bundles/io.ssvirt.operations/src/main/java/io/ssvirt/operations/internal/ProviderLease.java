package io.ssvirt.operations.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

import io.ssvirt.cluster.spi.ClusterProvider;
import io.ssvirt.cluster.spi.Observations;

/** A provider in use: calls hold it, and whoever takes it away waits until they have ended. */
final class ProviderLease {

    private final ClusterProvider provider;
    private final Observations.Subscription subscription;
    private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();
    private volatile boolean ending;

    ProviderLease(ClusterProvider provider, Observations.Listener listener) {
        this.provider = provider;
        this.subscription = provider.observations().subscribe(listener);
    }

    ClusterProvider provider() {
        return provider;
    }

    /** Uses the provider; empty when it has been taken away, or is being taken away right now. */
    <T> Optional<T> use(Function<ClusterProvider, T> work) {
        if (ending || !use.readLock().tryLock()) {
            return Optional.empty();
        }
        try {
            return ending ? Optional.empty() : Optional.of(work.apply(provider));
        } finally {
            use.readLock().unlock();
        }
    }

    /** Takes the provider away; returns false when calls were still under way after the time given. */
    boolean end(Duration drain) {
        ending = true;
        subscription.close();
        boolean drained = false;
        try {
            drained = use.writeLock().tryLock(drain.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (drained) {
            use.writeLock().unlock();
        }
        return drained;
    }
}
