package io.ssvirt.operations.internal;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.ssvirt.model.DomainError;

/** Requests that wait for their intent to come to something. */
final class Waiters {

    /** What an intent came to as far as a waiting request is concerned. */
    sealed interface News {

        /** It ended; with an error when it was refused. */
        record Ended(Optional<DomainError> error) implements News {}

        /** It goes on later; waiting makes no sense. */
        record GoesOn() implements News {}
    }

    private final Map<UUID, CompletableFuture<News>> waiting = new ConcurrentHashMap<>();

    /** Opens a place for an intent; must come before the intent can be carried out. */
    void expect(UUID intent) {
        waiting.put(intent, new CompletableFuture<>());
    }

    /** Closes the place. */
    void forget(UUID intent) {
        waiting.remove(intent);
    }

    /** Tells whether nobody waits. */
    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Tells whoever waits. */
    void tell(UUID intent, News news) {
        CompletableFuture<News> place = waiting.get(intent);
        if (place != null) {
            place.complete(news);
        }
    }

    /** Waits for news and closes the place; {@code GoesOn} when the limit passes first. */
    News await(UUID intent, Duration limit) {
        try {
            return waiting.get(intent).get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            return new News.GoesOn();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new News.GoesOn();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("news never fail", impossible);
        } finally {
            forget(intent);
        }
    }
}
