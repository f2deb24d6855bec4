package io.ssvirt.store.jpa.internal;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

import javax.persistence.PersistenceException;

import org.eclipse.persistence.exceptions.DatabaseException;

/**
 * Something in the database that several ask for at the same time.
 *
 * <p>One look is under way at a time. Whoever asks meanwhile waits for the next one, which serves all of them: a look that had begun before
 * somebody asked might miss what was committed in between.
 */
final class SharedLook<T> {

    private final ReentrantLock underWay = new ReentrantLock();
    private CompletableFuture<T> next;
    private volatile Optional<T> last = Optional.empty();

    /** Returns what the last look has found. */
    Optional<T> last() {
        return last;
    }

    /**
     * Returns what a look that begins after this call finds.
     *
     * @param look gets what the last one found, and may return it
     */
    T at(UnaryOperator<Optional<T>> look) {
        CompletableFuture<T> mine;
        boolean first;
        synchronized (this) {
            first = next == null;
            if (first) {
                next = new CompletableFuture<>();
            }
            mine = next;
        }
        return first ? forAll(mine, look) : ofOthers(mine);
    }

    private T forAll(CompletableFuture<T> all, UnaryOperator<Optional<T>> look) {
        underWay.lock();
        try {
            synchronized (this) {
                next = null;
            }
            last = look.apply(last);
            all.complete(last.orElseThrow());
            return last.orElseThrow();
        } catch (PersistenceException | DatabaseException failure) {
            all.completeExceptionally(failure);
            throw failure;
        } finally {
            // Nobody waits for ever, whatever went wrong.
            all.cancel(false);
            underWay.unlock();
        }
    }

    private static <T> T ofOthers(CompletableFuture<T> all) {
        try {
            return all.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException failure ? failure : failed;
        }
    }
}
