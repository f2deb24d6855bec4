package io.ssvirt.rest.cloudapi.internal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as the API writes them: RFC 3339 in UTC (contract 9, rule C15). */
public final class Times {

    private Times() {}

    /** Writes a time to the second. */
    public static String seconds(Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Writes a time to the microsecond, without a fraction of zero. */
    public static String micros(Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MICROS).toString();
    }
}
