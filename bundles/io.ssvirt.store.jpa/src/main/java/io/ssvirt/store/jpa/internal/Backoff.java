package io.ssvirt.store.jpa.internal;

import java.time.Duration;

/**
 * Waits a little longer after every try in vain.
 *
 * @param first after the first one
 * @param factor by which it grows
 * @param longest where it stops growing
 * @param patience after how many tries it is worth an error
 */
record Backoff(Duration first, double factor, Duration longest, int patience) {

    Duration after(int tries) {
        double millis = first.toMillis() * Math.pow(Math.max(1, factor), tries - 1.0);
        return Duration.ofMillis((long) Math.min(millis, longest.toMillis()));
    }
}
