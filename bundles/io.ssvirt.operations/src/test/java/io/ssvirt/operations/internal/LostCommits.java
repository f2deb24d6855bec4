package io.ssvirt.operations.internal;

import java.time.Duration;
import java.util.function.Function;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.Outcome;
import io.ssvirt.store.spi.Signals;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;

/** A database whose next commit gives no answer: it happened, or it did not. */
final class LostCommits implements Store {

    enum Next {
        ANSWERED,
        COMMITTED_UNHEARD,
        NOT_COMMITTED,
        AWAY
    }

    private final Store store;
    private Next next = Next.ANSWERED;
    private int writes;

    LostCommits(Store store) {
        this.store = store;
    }

    /** Lets some writes be answered, and then one not. */
    synchronized void lose(int after, Next how) {
        writes = after;
        next = how;
    }

    private synchronized Next take() {
        if (next == Next.AWAY) {
            return next;
        }
        if (next == Next.ANSWERED || writes-- > 0) {
            return Next.ANSWERED;
        }
        Next now = next;
        next = Next.ANSWERED;
        return now;
    }

    @Override
    public <T> Outcome<T> read(Function<Transaction, Outcome<T>> work) {
        synchronized (this) {
            if (next == Next.AWAY) {
                return away();
            }
        }
        return store.read(work);
    }

    @Override
    public <T> Outcome<T> write(Function<Transaction, Outcome<T>> work) {
        switch (take()) {
            case ANSWERED -> {
                return store.write(work);
            }
            case COMMITTED_UNHEARD -> store.write(work);
            case NOT_COMMITTED ->
                store.write(tx -> work.apply(tx).then(done -> Outcome.refused(DomainError.notFound("rolled back"))));
            default -> {
                // nothing happens
            }
        }
        return away();
    }

    private static <T> Outcome<T> away() {
        return Outcome.refused(DomainError.unavailable("no answer", Duration.ofSeconds(1)));
    }

    @Override
    public Signals signals() {
        return store.signals();
    }

    @Override
    public boolean isAlive() {
        return store.isAlive();
    }
}
