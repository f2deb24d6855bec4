package io.ssvirt.operations.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.ssvirt.model.DomainError;

/** Requests that wait for an intent to come to something; several may wait for one. */
final class Waiters {

    /** What an intent came to as far as a waiting request is concerned. */
    sealed interface News {

        /** It ended; with an error when it was refused. */
        record Ended(Optional<DomainError> error) implements News {}

        /** It goes on later; waiting makes no sense. */
        record GoesOn() implements News {}
    }

    /** A place to wait at; opened before the intent can be carried out, so that no news is missed. */
    final class Place {

        private final UUID intent;
        private final CompletableFuture<News> news = new CompletableFuture<>();

        private Place(UUID intent) {
            this.intent = intent;
        }

        /** Waits for news and closes the place; {@code GoesOn} when the limit passes first or too many wait already. */
        News await(Duration limit) {
            if (chairs.tryAcquire()) {
                return seated(limit);
            }
            close();
            return news.getNow(new News.GoesOn());
        }

        /**
         * Waits for news and closes the place, as {@link #await}; but when too many wait already it pauses for a moment, so that
         * whoever looks again does not do so without end.
         */
        News awaitOrPause(Duration limit, Duration moment, ScheduledExecutorService timer) {
            return chairs.tryAcquire() ? seated(limit) : pause(moment, timer);
        }

        private News seated(Duration limit) {
            try {
                return news.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException late) {
                return new News.GoesOn();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return new News.GoesOn();
            } catch (ExecutionException impossible) {
                throw new IllegalStateException("news never fail", impossible);
            } finally {
                chairs.release();
                close();
            }
        }

        private News pause(Duration moment, ScheduledExecutorService timer) {
            Runnable end = () -> news.complete(new News.GoesOn());
            try {
                timer.schedule(end, moment.toMillis(), TimeUnit.MILLISECONDS);
                return news.get();
            } catch (RejectedExecutionException stopping) {
                return news.getNow(new News.GoesOn());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return new News.GoesOn();
            } catch (ExecutionException impossible) {
                throw new IllegalStateException("news never fail", impossible);
            } finally {
                close();
            }
        }

        /** Closes the place. */
        void close() {
            waiting.computeIfPresent(intent, (id, places) -> {
                List<Place> left = new ArrayList<>(places);
                left.remove(this);
                return left.isEmpty() ? null : left;
            });
        }
    }

    private final Map<UUID, List<Place>> waiting = new ConcurrentHashMap<>();
    private final Semaphore chairs;

    /** Lets so many requests wait at the same time; the threads of all others are needed for reads. */
    Waiters(int chairs) {
        this.chairs = new Semaphore(chairs);
    }

    /** Opens a place. */
    Place expect(UUID intent) {
        Place place = new Place(intent);
        waiting.merge(intent, List.of(place), (some, more) -> {
            List<Place> all = new ArrayList<>(some);
            all.addAll(more);
            return all;
        });
        return place;
    }

    /** Tells whether nobody waits. */
    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Tells whoever waits. */
    void tell(UUID intent, News news) {
        waiting.getOrDefault(intent, List.of()).forEach(place -> place.news.complete(news));
    }
}
