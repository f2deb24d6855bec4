package io.ssvirt.cluster.kubernetes.internal;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import io.fabric8.kubernetes.client.KubernetesClientException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class PaceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final AtomicLong now = new AtomicLong(1_000_000_000L);

    @Test
    void aBurstGoesAtOnceAndWhatComesAfterWaitsItsTurn() {
        Pace pace = new Pace(10, 3, now::get);

        assertThat(pace.reserve(PATIENCE)).isZero();
        assertThat(pace.reserve(PATIENCE)).isZero();
        assertThat(pace.reserve(PATIENCE)).isZero();
        assertThat(pace.reserve(PATIENCE)).isEqualTo(Duration.ofMillis(100).toNanos());
        assertThat(pace.reserve(PATIENCE)).isEqualTo(Duration.ofMillis(200).toNanos());
    }

    @Test
    void theBucketFillsUpAgainButNeverBeyondTheBurst() {
        Pace pace = new Pace(10, 2, now::get);
        pace.reserve(PATIENCE);
        pace.reserve(PATIENCE);

        now.addAndGet(Duration.ofHours(1).toNanos());

        assertThat(pace.reserve(PATIENCE)).isZero();
        assertThat(pace.reserve(PATIENCE)).isZero();
        assertThat(pace.reserve(PATIENCE)).isPositive();
    }

    @Test
    void whoWouldWaitTooLongIsSentAwayAndTakesNoPlace() {
        Pace pace = new Pace(1, 1, now::get);
        pace.reserve(PATIENCE);
        assertThat(pace.reserve(PATIENCE)).isEqualTo(PATIENCE.toNanos());

        assertThatThrownBy(() -> pace.reserve(PATIENCE))
                .isInstanceOfSatisfying(KubernetesClientException.class, e -> assertThat(e.getCode())
                        .isEqualTo(429))
                .hasMessageContaining("own limit of 1.0 calls");

        now.addAndGet(PATIENCE.toNanos());
        assertThat(pace.reserve(PATIENCE)).isEqualTo(PATIENCE.toNanos());
    }

    @Test
    void withoutALimitNothingWaits() {
        assertThat(Pace.UNLIMITED.reserve(Duration.ZERO)).isZero();
    }
}
