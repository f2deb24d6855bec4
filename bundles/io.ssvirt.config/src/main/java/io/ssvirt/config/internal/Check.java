package io.ssvirt.config.internal;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

import io.ssvirt.config.internal.Definition.Kind;

/** Tells whether a text fits a setting. */
final class Check {

    /**
     * What came of it.
     *
     * @param value the text as the part that reads it understands it
     * @param wrong what the text must be and is not; empty when it fits
     */
    record Result(String value, Optional<String> wrong) {}

    private Check() {}

    static Result of(Definition setting, String text) {
        String stripped = text.strip();
        return switch (setting.kind()) {
            case TEXT -> text(setting, text);
            case NUMBER -> number(setting, stripped);
            case DECIMAL -> decimal(stripped);
            case SWITCH -> choice(stripped.toLowerCase(Locale.ROOT), "true", "false");
            case CHOICE ->
                choice(stripped.toLowerCase(Locale.ROOT), setting.choices().toArray(String[]::new));
            case DURATION -> duration(setting, stripped);
        };
    }

    private static Result text(Definition setting, String text) {
        long shortest = setting.minimum().orElse(0L);
        // An empty text stands for none, which the part that reads it has an answer for.
        return text.isEmpty() || text.length() >= shortest
                ? good(text)
                : bad("must have at least " + shortest + " characters, it has " + text.length());
    }

    private static Result number(Definition setting, String text) {
        long least = setting.minimum().orElse((long) Integer.MIN_VALUE);
        long most = setting.maximum().orElse((long) Integer.MAX_VALUE);
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return good(text);
            }
        } catch (NumberFormatException none) {
            return bad("must be a whole number" + range(setting));
        }
        return bad("must be a whole number" + range(setting));
    }

    private static String range(Definition setting) {
        return setting.minimum().map(least -> " from " + least).orElse("")
                + setting.maximum().map(most -> " to " + most).orElse("");
    }

    private static Result decimal(String text) {
        try {
            return Double.isFinite(Double.parseDouble(text)) ? good(text) : bad("must be a number");
        } catch (NumberFormatException none) {
            return bad("must be a number");
        }
    }

    private static Result duration(Definition setting, String text) {
        Optional<Duration> read = Durations.read(text);
        if (read.isEmpty()) {
            return bad("must be a duration such as 90s, 1h30m or PT24H");
        }
        long least = setting.minimum().orElse(0L);
        return read.filter(duration -> duration.compareTo(Duration.ofMillis(least)) >= 0)
                .map(Duration::toString)
                .map(Check::good)
                .orElseGet(() -> bad("must be a duration of " + least + "ms or more"));
    }

    private static Result choice(String text, String... words) {
        for (String word : words) {
            if (word.equals(text)) {
                return good(text);
            }
        }
        return bad("must be one of " + String.join(", ", words));
    }

    private static Result good(String value) {
        return new Result(value, Optional.empty());
    }

    private static Result bad(String why) {
        return new Result("", Optional.of(why));
    }

    /** Tells whether a blank text in a file means that the setting is not given. */
    static boolean blankIsNone(Definition setting) {
        return setting.kind() != Kind.TEXT;
    }
}
