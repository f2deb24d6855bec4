package io.ssvirt.store.jpa.internal.entity;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as columns hold them: microseconds since 1970 in UTC, the same on every database and in every time zone. */
public final class Times {

    private Times() {}

    /** Returns what the column holds; what is finer than a microsecond is dropped. */
    public static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    /** Returns the time of what a column holds. */
    public static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
