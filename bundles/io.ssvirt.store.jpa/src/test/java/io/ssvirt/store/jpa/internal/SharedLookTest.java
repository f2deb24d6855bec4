package io.ssvirt.store.jpa.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import javax.persistence.PersistenceException;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(20)
class SharedLookTest {

    private final SharedLook<String> look = new SharedLook<>();
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicInteger asking = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private CompletableFuture<String> ask() {
        return CompletableFuture.supplyAsync(
                () -> {
                    asking.incrementAndGet();
                    return look.at(last -> Optional.of("look " + looks.incrementAndGet()));
                },
                threads);
    }

    private CompletableFuture<String> askAndHold() throws InterruptedException {
        CompletableFuture<String> held = CompletableFuture.supplyAsync(
                () -> look.at(last -> {
                    begun.countDown();
                    await(mayEnd);
                    return Optional.of("look " + looks.incrementAndGet());
                }),
                threads);
        assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
        return held;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void eachLookGetsWhatTheLastOneFound() {
        assertThat(look.at(last -> last.or(() -> Optional.of("first")))).isEqualTo("first");
        assertThat(look.at(last -> last.map(found -> found + " again"))).isEqualTo("first again");
    }

    @Test
    void whoeverAsksDuringALookIsServedByTheNextOneTogether() throws Exception {
        CompletableFuture<String> held = askAndHold();
        List<CompletableFuture<String>> others = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            others.add(ask());
        }
        Awaitility.await().until(() -> asking.get() == 8);

        mayEnd.countDown();

        assertThat(held.get(5, TimeUnit.SECONDS)).isEqualTo("look 1");
        for (CompletableFuture<String> other : others) {
            assertThat(other.get(5, TimeUnit.SECONDS)).isNotEqualTo("look 1");
        }
        assertThat(looks.get()).isLessThan(1 + others.size());
    }

    @Test
    void aFailureReachesAllWhoWaitForThatLookAndNobodyAfterwards() throws Exception {
        CompletableFuture<String> held = askAndHold();
        PersistenceException failure = new PersistenceException("on purpose");
        List<CompletableFuture<String>> others = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            others.add(CompletableFuture.supplyAsync(
                    () -> {
                        asking.incrementAndGet();
                        return look.at(last -> {
                            throw failure;
                        });
                    },
                    threads));
        }
        Awaitility.await().until(() -> asking.get() == 4);

        mayEnd.countDown();

        assertThat(held.get(5, TimeUnit.SECONDS)).isEqualTo("look 1");
        others.forEach(other ->
                assertThatThrownBy(() -> other.get(5, TimeUnit.SECONDS)).hasRootCause(failure));
        assertThat(look.at(last -> last)).isEqualTo("look 1");
    }
}
