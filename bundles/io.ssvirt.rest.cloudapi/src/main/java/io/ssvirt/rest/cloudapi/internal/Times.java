package io.ssvirt.rest.cloudapi.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Times as the API writes them: RFC 3339 in UTC (contract 9, rule C15).
 *
 * <p>Written digit by digit: a page of a list has up to a hundred of them, and a general formatter takes ten times as long.
 */
public final class Times {

    private static final long DAY = 86_400;
    private static final int MICRO = 1_000;

    /** Four digits of a year; other years are for the general formatter. */
    private static final Instant FROM = Instant.parse("0000-01-01T00:00:00Z");

    private static final Instant UNTIL = Instant.parse("9999-12-31T23:59:59Z");

    private Times() {}

    /** Writes a time to the second. */
    public static String seconds(Instant time) {
        return time == null ? null : text(time.truncatedTo(ChronoUnit.SECONDS));
    }

    /** Writes a time to the microsecond, without a fraction of zero. */
    public static String micros(Instant time) {
        return time == null ? null : text(time.truncatedTo(ChronoUnit.MICROS));
    }

    private static String text(Instant time) {
        if (time.isBefore(FROM) || time.isAfter(UNTIL)) {
            return time.toString();
        }
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(time.getEpochSecond(), DAY));
        int second = (int) Math.floorMod(time.getEpochSecond(), DAY);
        StringBuilder text = new StringBuilder(27);
        digits(text, date.getYear(), 1000).append('-');
        digits(text, date.getMonthValue(), 10).append('-');
        digits(text, date.getDayOfMonth(), 10).append('T');
        digits(text, second / 3600, 10).append(':');
        digits(text, second / 60 % 60, 10).append(':');
        digits(text, second % 60, 10);
        return fraction(text, time.getNano() / MICRO).append('Z').toString();
    }

    /** In groups of three digits, as many as are needed. */
    private static StringBuilder fraction(StringBuilder text, int micros) {
        if (micros == 0) {
            return text;
        }
        boolean whole = micros % 1000 == 0;
        return digits(text.append('.'), whole ? micros / 1000 : micros, whole ? 100 : 100_000);
    }

    private static StringBuilder digits(StringBuilder text, int number, int highest) {
        for (int power = highest; power > 0; power /= 10) {
            text.append((char) ('0' + number / power % 10));
        }
        return text;
    }
}
