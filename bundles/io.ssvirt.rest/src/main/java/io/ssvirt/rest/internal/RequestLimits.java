package io.ssvirt.rest.internal;

import java.time.Duration;
import java.util.Optional;

import io.ssvirt.model.LastUsed;
import io.ssvirt.rest.api.Problem;

import dev.failsafe.RateLimiter;

/**
 * How many requests one client may send in a stretch of time.
 *
 * <p>Only the clients seen last are remembered, so that a flood of addresses fills no memory.
 */
public final class RequestLimits {

    private static final int TOO_MANY = 429;
    private static final int REMEMBERED = 20_000;

    private final int most;
    private final Duration period;

    private final LastUsed<String, RateLimiter<Object>> clients = new LastUsed<>(REMEMBERED);

    /** Takes the largest number of requests of one client in a period; 0 for no limit. */
    public RequestLimits(int most, Duration period) {
        this.most = most;
        this.period = period;
    }

    /** Counts a request; returns the answer to it when it is one too many. */
    public Optional<Problem> count(String client) {
        if (most <= 0 || limiter(client).tryAcquirePermit()) {
            return Optional.empty();
        }
        return Optional.of(new Problem(
                TOO_MANY,
                "TOO_MANY_REQUESTS",
                "More than " + most + " requests came from you within " + period.toSeconds() + " seconds; slow down",
                Optional.empty(),
                Optional.empty(),
                Optional.of(period),
                false));
    }

    private RateLimiter<Object> limiter(String client) {
        return clients.findOrMake(
                client, key -> RateLimiter.burstyBuilder(most, period).build());
    }
}
