package io.ssvirt.itests.walk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;

/**
 * Something that a test has measured, kept in a file for {@code build/swap-figures}. Whether the goal is met is for the reader of its
 * page: a test that fails on a busy machine tells nothing.
 */
public final class Figure {

    /** System property with the file; what runs inside the container is told it as well. */
    public static final String FILE = "ssvirt.figures";

    private Figure() {}

    /** Keeps a figure as a row of a table. */
    public static void keep(String what, String goal, String value) {
        try {
            Files.writeString(
                    Path.of(System.getProperty(FILE)),
                    "| " + what + " | " + goal + " | " + value + " |\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Keeps a ratio with both of its sides, in milliseconds. */
    public static void ratio(String what, String goal, double is, double usual) {
        keep(what, goal, String.format(Locale.ROOT, "%.2f × (%.1f ms, usually %.1f ms)", is / usual, is, usual));
    }

    /** Keeps the middle and the largest of some times in milliseconds. */
    public static void times(String what, String goal, List<Long> millis) {
        List<Long> sorted = millis.stream().sorted().toList();
        keep(
                what,
                goal,
                String.format(
                        Locale.ROOT,
                        "median %d ms, longest %d ms, of %d",
                        sorted.get(sorted.size() / 2),
                        sorted.get(sorted.size() - 1),
                        sorted.size()));
    }
}
