package io.ssvirt.store.jpa.internal;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.Outcome;
import io.ssvirt.store.spi.Store;

/** Opens the store, again and again while the database is away, and publishes it when it is open. */
final class StoreOpening implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StoreOpening.class);

    private final Supplier<Outcome<Store>> open;
    private final Function<Store, Runnable> publish;
    private final ScheduledExecutorService thread;
    private final Duration pause;
    private Runnable withdraw = () -> {};
    private boolean closed;

    /**
     * Prepares to open.
     *
     * @param open tries once; what it throws ends the opening
     * @param publish makes the store known and returns what takes it back
     * @param thread runs the tries one after another; it ends with this
     * @param pause between two tries
     */
    StoreOpening(
            Supplier<Outcome<Store>> open,
            Function<Store, Runnable> publish,
            ScheduledExecutorService thread,
            Duration pause) {
        this.open = open;
        this.publish = publish;
        this.thread = thread;
        this.pause = pause;
    }

    void begin() {
        thread.execute(this::attempt);
    }

    private void attempt() {
        try {
            open.get().fold(this::opened, this::putOff);
        } catch (IllegalStateException hopeless) {
            LOG.error("The store stays closed until its cause is removed and this bundle is started again", hopeless);
        }
    }

    /** Publishing calls whoever waits for the store, so no lock is held meanwhile. */
    private boolean opened(Store store) {
        Runnable taken = publish.apply(store);
        synchronized (this) {
            if (!closed) {
                withdraw = taken;
                return true;
            }
        }
        taken.run();
        return false;
    }

    private synchronized boolean putOff(DomainError error) {
        if (!closed) {
            LOG.warn("The store is not open yet reason=\"{}\" againInSeconds={}", error.message(), pause.toSeconds());
            thread.schedule(this::attempt, pause.toMillis(), TimeUnit.MILLISECONDS);
        }
        return false;
    }

    /** Takes the store back. A try under way is not interrupted, because that would break the file of an H2 database. */
    @Override
    public void close() {
        Runnable last;
        synchronized (this) {
            closed = true;
            last = withdraw;
            withdraw = () -> {};
        }
        last.run();
        thread.shutdown();
    }
}
