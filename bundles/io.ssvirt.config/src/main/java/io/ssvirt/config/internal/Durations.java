package io.ssvirt.config.internal;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 24h}, {@code 1h30m}, {@code 500ms}, or ISO-8601 such as {@code PT24H}. */
final class Durations {

    private static final Pattern PART = Pattern.compile("([0-9]+)(ms|s|m|h|d)");
    private static final Pattern WHOLE = Pattern.compile("(?:[0-9]+(?:ms|s|m|h|d))+");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    private Durations() {}

    /** Reads one that is not negative; empty when the text is none. */
    static Optional<Duration> read(String text) {
        try {
            Duration duration =
                    WHOLE.matcher(text).matches() ? sum(text) : Duration.parse(text.toUpperCase(Locale.ROOT));
            return Optional.of(duration).filter(value -> !value.isNegative());
        } catch (DateTimeParseException | ArithmeticException | NumberFormatException none) {
            return Optional.empty();
        }
    }

    private static Duration sum(String text) {
        Duration sum = Duration.ZERO;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            sum = sum.plus(UNITS.get(part.group(2)).multipliedBy(Long.parseLong(part.group(1))));
        }
        return sum;
    }
}
