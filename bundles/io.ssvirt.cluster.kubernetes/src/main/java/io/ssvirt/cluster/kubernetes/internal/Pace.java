package io.ssvirt.cluster.kubernetes.internal;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;

/** Keeps our calls of the API server at a bearable pace: a bucket of tokens, one a call, refilled steadily. */
final class Pace {

    /** No limit at all. */
    static final Pace UNLIMITED = new Pace(0, 0, System::nanoTime);

    private static final double NANOS = 1e9;
    private static final int TOO_MANY = 429;

    private final double perSecond;
    private final int burst;
    private final LongSupplier nanos;
    private double tokens;
    private long filledAt;

    /**
     * Starts with a full bucket.
     *
     * @param perSecond calls a second in the long run; 0 for no limit
     * @param burst calls that may go at once
     * @param nanos a clock that only goes forward
     */
    Pace(double perSecond, int burst, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.burst = Math.max(1, burst);
        this.nanos = nanos;
        this.tokens = this.burst;
        this.filledAt = nanos.getAsLong();
    }

    /**
     * Waits until the next call may go.
     *
     * @param patience who would have to wait longer is sent away at once
     * @throws KubernetesClientException as if the API server had said that there are too many calls
     */
    void take(Duration patience) {
        long until = nanos.getAsLong() + reserve(patience);
        for (long left = until - nanos.getAsLong(); left > 0; left = until - nanos.getAsLong()) {
            LockSupport.parkNanos(this, left);
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }

    /** Takes a token and returns in how many nanoseconds it is really there. */
    synchronized long reserve(Duration patience) {
        if (perSecond <= 0) {
            return 0;
        }
        long now = nanos.getAsLong();
        tokens = Math.min(burst, tokens + (now - filledAt) / NANOS * perSecond);
        filledAt = now;
        long wait = tokens >= 1 ? 0 : (long) ((1 - tokens) / perSecond * NANOS);
        if (wait > patience.toNanos()) {
            String words = "SSVirt's own limit of " + perSecond + " calls of the cluster a second is used up";
            throw new KubernetesClientException(
                    words,
                    TOO_MANY,
                    new StatusBuilder()
                            .withCode(TOO_MANY)
                            .withReason("TooManyRequests")
                            .withMessage(words)
                            .build());
        }
        tokens -= 1;
        return wait;
    }
}
