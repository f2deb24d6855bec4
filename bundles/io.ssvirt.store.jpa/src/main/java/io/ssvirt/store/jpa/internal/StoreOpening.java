package io.ssvirt.store.jpa.internal;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.Outcome;
import io.ssvirt.store.spi.Store;

/** Opens the store, again and again while the database is away, and publishes it when it is open. */
final class StoreOpening implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StoreOpening.class);
    private static final Duration LAST_TRY = Duration.ofSeconds(10);

    private final Supplier<Outcome<Store>> open;
    private final Function<Store, Runnable> publish;
    private final ScheduledExecutorService thread;
    private final Backoff backoff;
    private volatile State state = new State(Optional.empty(), "It is being opened");
    private int attempts;
    private Runnable withdraw = () -> {};
    private boolean closed;

    /**
     * Prepares to open.
     *
     * @param open tries once; what it throws ends the opening
     * @param publish makes the store known and returns what takes it back
     * @param thread runs the tries one after another; it ends with this
     * @param backoff how long to wait between two tries
     */
    StoreOpening(
            Supplier<Outcome<Store>> open,
            Function<Store, Runnable> publish,
            ScheduledExecutorService thread,
            Backoff backoff) {
        this.open = open;
        this.publish = publish;
        this.thread = thread;
        this.backoff = backoff;
    }

    void begin() {
        thread.execute(this::attempt);
    }

    // A worker: whatever ends it is told, or the store would stay closed without a word.
    @SuppressWarnings("IllegalCatch")
    private void attempt() {
        try {
            open.get().fold(this::opened, this::putOff);
        } catch (RuntimeException | LinkageError | ServiceConfigurationError hopeless) {
            state = new State(
                    Optional.empty(),
                    reason(hopeless) + "; remove the cause, then start the server (or this bundle) again");
            LOG.error("The store stays closed until its cause is removed and this bundle is started again", hopeless);
        }
    }

    /** Errors of class loading have their reason in a cause. */
    private static String reason(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .map(Throwable::getMessage)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(failure.toString());
    }

    /** Publishing calls whoever waits for the store, so no lock is held meanwhile. */
    private boolean opened(Store store) {
        Runnable taken = publish.apply(store);
        synchronized (this) {
            if (!closed) {
                withdraw = taken;
                state = new State(Optional.of(store), "It is open");
                return true;
            }
        }
        taken.run();
        return false;
    }

    private synchronized boolean putOff(DomainError error) {
        attempts++;
        state = new State(Optional.empty(), error.message() + " (" + attempts + " tries so far)");
        if (!closed) {
            Duration pause = backoff.after(attempts);
            if (attempts == backoff.patience()) {
                LOG.error(
                        "The store is still not open after {} tries; trying goes on reason=\"{}\"",
                        attempts,
                        error.message());
            } else {
                LOG.warn(
                        "The store is not open yet reason=\"{}\" againInSeconds={}",
                        error.message(),
                        pause.toSeconds());
            }
            thread.schedule(this::attempt, pause.toMillis(), TimeUnit.MILLISECONDS);
        }
        return false;
    }

    /** Returns the store when it is open, and what is going on otherwise. */
    State state() {
        return state;
    }

    /** How far the opening is. */
    record State(Optional<Store> store, String detail) {}

    /**
     * Takes the store back. A try under way is not interrupted, because that would break the file of an H2 database; it is waited for,
     * because the database goes when this returns, and a migration had to begin anew then.
     */
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
        try {
            if (!thread.awaitTermination(LAST_TRY.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("The store was still being opened when it had to stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
