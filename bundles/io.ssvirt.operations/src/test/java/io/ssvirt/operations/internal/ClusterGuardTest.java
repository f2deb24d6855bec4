package io.ssvirt.operations.internal;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.ClusterResult.Unavailable;
import io.ssvirt.cluster.spi.RefusalReason;
import io.ssvirt.operations.internal.ClusterGuard.Patience;

import static org.assertj.core.api.Assertions.assertThat;

class ClusterGuardTest {

    private final AtomicInteger calls = new AtomicInteger();

    private static ClusterGuard guard(int failures, int retries) {
        return new ClusterGuard(new Patience(
                4, failures, 50, Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMillis(200), retries));
    }

    private ClusterResult<String> away() {
        calls.incrementAndGet();
        return new Unavailable<>("no answer", Duration.ofSeconds(1));
    }

    @Test
    void aLostAnswerIsAskedForAgain() {
        ClusterResult<String> result =
                guard(10, 2).call(() -> calls.incrementAndGet() < 3 ? away() : ClusterResult.applied("there"));

        assertThat(result).isEqualTo(ClusterResult.applied("there"));
    }

    @Test
    void aRefusalIsNeverAskedForAgain() {
        ClusterResult<String> result = guard(10, 2).call(() -> {
            calls.incrementAndGet();
            return ClusterResult.refused(RefusalReason.QUOTA_EXCEEDED, "full");
        });

        assertThat(result).isInstanceOf(ClusterResult.Refused.class);
        assertThat(calls).hasValue(1);
    }

    @Test
    void afterRepeatedFailuresTheClusterIsLeftAlone() {
        ClusterGuard guard = guard(3, 0);
        for (int i = 0; i < 3; i++) {
            guard.call(this::away);
        }

        ClusterResult<String> result = guard.call(this::away);

        assertThat(result).isInstanceOf(Unavailable.class);
        assertThat(calls).hasValue(3);
        assertThat(guard.givenUpFor()).isPresent();
    }

    @Test
    void aClusterThatFailsEverySecondTimeIsLeftAloneToo() {
        ClusterGuard guard = guard(6, 0);
        for (int i = 0; i < 6; i++) {
            boolean even = i % 2 == 0;
            guard.call(() -> even ? away() : ClusterResult.applied("there"));
        }

        assertThat(guard.givenUpFor()).isPresent();
    }

    @Test
    void aFewFailuresAmongManyCallsAreBorne() {
        ClusterGuard guard = guard(6, 0);
        for (int i = 0; i < 30; i++) {
            boolean fails = i % 4 == 0;
            guard.call(() -> fails ? away() : ClusterResult.applied("there"));
        }

        assertThat(guard.givenUpFor()).isEmpty();
    }

    @Test
    void aCallThatDoesNotEndIsGivenUp() {
        CountDownLatch never = new CountDownLatch(1);

        ClusterResult<String> result = guard(10, 0).call(() -> {
            awaitUninterrupted(never);
            return ClusterResult.applied("too late");
        });

        assertThat(result).isInstanceOf(Unavailable.class);
    }

    @Test
    void whoFindsNoPlaceInTimeIsTurnedAwayWithoutACall() {
        ClusterGuard guard = new ClusterGuard(
                new Patience(1, 10, 50, Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1), 0));
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        CompletableFuture<ClusterResult<String>> first = CompletableFuture.supplyAsync(() -> guard.call(() -> {
            inside.countDown();
            awaitUninterrupted(free);
            return ClusterResult.applied("there");
        }));
        awaitUninterrupted(inside);

        ClusterResult<String> second = guard.call(this::away);

        assertThat(second).isInstanceOfSatisfying(Unavailable.class, full -> assertThat(full.explanation())
                .contains("too many calls"));
        assertThat(calls).hasValue(0);
        free.countDown();
        assertThat(first.join()).isEqualTo(ClusterResult.applied("there"));
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException givenUp) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aServerThatStopsBetweenTwoTriesGivesTheCallUp() {
        ClusterResult<String> result = guard(10, 2).call(() -> {
            Thread.currentThread().interrupt();
            return away();
        });

        assertThat(result).isInstanceOf(Unavailable.class);
        assertThat(Thread.interrupted())
                .as("whoever runs this thread hears of it")
                .isTrue();
    }
}
