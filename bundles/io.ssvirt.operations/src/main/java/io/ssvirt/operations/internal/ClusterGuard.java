package io.ssvirt.operations.internal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.ClusterResult.Unavailable;

import dev.failsafe.Bulkhead;
import dev.failsafe.BulkheadFullException;
import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreakerOpenException;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import dev.failsafe.Timeout;
import dev.failsafe.TimeoutExceededException;

/** Breaker, bulkhead, time limit and retries around every call of the cluster; what they stop reads as {@code Unavailable}. */
final class ClusterGuard {

    /**
     * How patient to be.
     *
     * @param concurrent calls at the same time
     * @param calls how many recent calls it takes at least to judge the cluster
     * @param share which share of the recent calls must have failed to give the cluster up, in per cent
     * @param recent which calls are recent
     * @param pause how long it is given up
     * @param limit how long one call may take
     * @param retries how often a call whose answer was lost is made again
     */
    record Patience(
            int concurrent, int calls, int share, Duration recent, Duration pause, Duration limit, int retries) {}

    private static final Duration RETRY_FIRST = Duration.ofMillis(50);
    private static final Duration RETRY_LONGEST = Duration.ofSeconds(1);
    private static final Duration BULKHEAD_WAIT = Duration.ofSeconds(2);

    private final CircuitBreaker<ClusterResult<?>> breaker;
    private final FailsafeExecutor<ClusterResult<?>> guarded;

    ClusterGuard(Patience patience) {
        this.breaker = CircuitBreaker.<ClusterResult<?>>builder()
                .handle(TimeoutExceededException.class)
                .handleResultIf(Unavailable.class::isInstance)
                .withFailureRateThreshold(patience.share(), patience.calls(), patience.recent())
                .withDelay(patience.pause())
                .build();
        RetryPolicy<ClusterResult<?>> again = RetryPolicy.<ClusterResult<?>>builder()
                .handle(TimeoutExceededException.class)
                .handleResultIf(Unavailable.class::isInstance)
                .withMaxRetries(patience.retries())
                .withBackoff(RETRY_FIRST, RETRY_LONGEST)
                .withJitter(0.5)
                .build();
        Bulkhead<ClusterResult<?>> bulkhead = Bulkhead.<ClusterResult<?>>builder(patience.concurrent())
                .withMaxWaitTime(BULKHEAD_WAIT)
                .build();
        Timeout<ClusterResult<?>> limit = Timeout.<ClusterResult<?>>builder(patience.limit())
                .withInterrupt()
                .build();
        this.guarded = Failsafe.with(List.of(again, breaker, bulkhead, limit));
    }

    /** Returns for how long the cluster is given up; empty while it is not. */
    Optional<Duration> givenUpFor() {
        Duration left = breaker.getRemainingDelay();
        return breaker.isOpen() && !left.isZero() ? Optional.of(left) : Optional.empty();
    }

    /** Makes a call. */
    <T> ClusterResult<T> call(Supplier<ClusterResult<T>> call) {
        try {
            return guarded.get(() -> call.get());
        } catch (CircuitBreakerOpenException open) {
            return new Unavailable<>("it failed several times in a row and is left alone for a moment", pause());
        } catch (BulkheadFullException full) {
            return new Unavailable<>("too many calls are waiting for it", BULKHEAD_WAIT);
        } catch (TimeoutExceededException late) {
            return new Unavailable<>("it did not answer in time", RETRY_LONGEST);
        } catch (FailsafeException stopped) {
            if (stopped.getCause() instanceof InterruptedException) {
                Thread.currentThread().interrupt();
                return new Unavailable<>("the server is stopping", RETRY_LONGEST);
            }
            throw stopped;
        }
    }

    private Duration pause() {
        return givenUpFor().orElse(RETRY_LONGEST);
    }
}
