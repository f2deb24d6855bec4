package io.ssvirt.store.jpa.internal;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.ssvirt.api.HealthProbe;
import io.ssvirt.model.Outcome;
import io.ssvirt.store.spi.Signals;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class StoreOpeningTest {

    private static final Outcome<Store> AWAY = Outcome.refused(DatabaseErrors.unavailable());
    private static final Outcome<Store> OPEN = Outcome.done(new Nothing());

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @AfterEach
    void stopTheThread() {
        thread.shutdownNow();
    }

    private StoreOpening opening(Supplier<Outcome<Store>> open) {
        return new StoreOpening(
                open,
                store -> {
                    heard.add("published");
                    return () -> heard.add("withdrawn");
                },
                thread,
                new Backoff(Duration.ofMillis(1), 1, Duration.ofMillis(1), 2));
    }

    @Test
    void aDatabaseThatIsLateIsWaitedFor() {
        AtomicInteger tries = new AtomicInteger();
        StoreOpening opening = opening(() -> tries.incrementAndGet() < 4 ? AWAY : OPEN);

        opening.begin();

        await().untilAsserted(() -> assertThat(heard).containsExactly("published"));
        assertThat(tries).hasValue(4);
        opening.close();
        assertThat(heard).containsExactly("published", "withdrawn");
        assertThat(thread.isShutdown()).isTrue();
    }

    @Test
    void whatIsClosedIsNotTriedAgain() {
        CountDownLatch tried = new CountDownLatch(1);
        StoreOpening opening = opening(() -> {
            tried.countDown();
            return AWAY;
        });
        opening.begin();
        await().until(() -> tried.getCount() == 0);

        opening.close();

        await().until(thread::isTerminated);
        assertThat(heard).isEmpty();
    }

    @Test
    void aStoreThatOpensWhileItIsClosedIsWaitedForAndTakenBack() {
        CountDownLatch opens = new CountDownLatch(1);
        StoreOpening opening = opening(() -> {
            await().until(() -> opens.getCount() == 0);
            return OPEN;
        });
        opening.begin();

        CompletableFuture<Void> closing = CompletableFuture.runAsync(opening::close);
        await().until(thread::isShutdown);
        assertThat(closing).isNotDone();
        opens.countDown();

        closing.join();
        assertThat(heard).containsExactly("published", "withdrawn");
        assertThat(thread.isTerminated()).isTrue();
    }

    @Test
    void aSchemaThatCannotBeMigratedIsNotTriedAgain() {
        AtomicInteger tries = new AtomicInteger();
        StoreOpening opening = opening(() -> {
            tries.incrementAndGet();
            throw new IllegalStateException("the change log was edited");
        });
        opening.begin();
        await().until(() -> tries.get() == 1);

        opening.close();

        await().until(thread::isTerminated);
        assertThat(tries).hasValue(1);
        assertThat(heard).isEmpty();
    }

    @Test
    void theProbeTellsWhatTheOpeningWaitsForAndWhatBecameOfIt() {
        AtomicInteger tries = new AtomicInteger();
        StoreOpening opening = opening(() -> tries.get() < 4 ? AWAY : OPEN);
        StoreProbe probe = new StoreProbe(opening::state);
        assertThat(probe.look().status()).isEqualTo(HealthProbe.Status.FAILED);

        opening.begin();
        await().untilAsserted(() -> assertThat(probe.look().detail()).contains("does not answer", "tries so far"));

        tries.set(4);
        await().untilAsserted(() -> assertThat(probe.look().status()).isEqualTo(HealthProbe.Status.OK));
    }

    @Test
    void anErrorOfClassLoadingIsToldToo() {
        StoreOpening opening = opening(() -> {
            throw new ExceptionInInitializerError(new IllegalStateException("no log service"));
        });

        opening.begin();

        await().untilAsserted(
                        () -> assertThat(new StoreProbe(opening::state).look().detail())
                                .contains("no log service", "start the server"));
    }

    @Test
    void theProbeTellsWhyNothingIsTriedAnyMore() {
        StoreOpening opening = opening(() -> {
            throw new IllegalStateException("the change log was edited");
        });
        opening.begin();

        await().untilAsserted(
                        () -> assertThat(new StoreProbe(opening::state).look().detail())
                                .contains("the change log was edited", "start the server"));
    }

    @Test
    void theWaitGrowsUpToItsLimit() {
        Backoff backoff = new Backoff(Duration.ofSeconds(2), 1.5, Duration.ofSeconds(30), 30);

        assertThat(backoff.after(1)).isEqualTo(Duration.ofSeconds(2));
        assertThat(backoff.after(3)).isEqualTo(Duration.ofMillis(4500));
        assertThat(backoff.after(30)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void whatKeepsTheDatabaseClosedIsSaidWithTheSettingToLookAt() {
        assertThat(DatabaseErrors.ofOpening(new SQLException("x", "28P01")))
                .hasValueSatisfying(error -> assertThat(error.message()).contains("SSVIRT_DATABASE_PASSWORD"));
        assertThat(DatabaseErrors.ofOpening(new SQLException("x", "3D000")))
                .hasValueSatisfying(error -> assertThat(error.message()).contains("SSVIRT_DATABASE_DATABASE"));
        assertThat(DatabaseErrors.ofOpening(new SQLException("x", "08001")))
                .hasValueSatisfying(error -> assertThat(error.message()).contains("SSVIRT_DATABASE_HOST"));
        assertThat(DatabaseErrors.ofOpening(new SQLException("x", "42P01"))).isEmpty();
    }

    private static final class Nothing implements Store {

        @Override
        public <T> Outcome<T> read(Function<Transaction, Outcome<T>> work) {
            throw new AssertionError("nobody reads here");
        }

        @Override
        public <T> Outcome<T> write(Function<Transaction, Outcome<T>> work) {
            throw new AssertionError("nobody writes here");
        }

        @Override
        public Signals signals() {
            throw new AssertionError("nobody listens here");
        }

        @Override
        public boolean isAlive() {
            return true;
        }
    }
}
