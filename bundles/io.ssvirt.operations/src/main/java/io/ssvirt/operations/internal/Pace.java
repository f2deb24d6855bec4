package io.ssvirt.operations.internal;

import java.time.Duration;
import java.time.Instant;

/** How soon the cluster is looked at again. */
final class Pace {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int SHARE_OF_AGE = 20;

    private Pace() {}

    /** What has taken long is looked at more rarely, so that a thing stuck for days costs nothing. */
    static Duration of(Instant acceptedAt, Instant now, Duration asked) {
        Duration share = Duration.between(acceptedAt, now).dividedBy(SHARE_OF_AGE);
        Duration wait = share.compareTo(asked) > 0 ? share : asked;
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
