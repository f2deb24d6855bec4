package io.ssvirt.itests.walk;

import java.util.List;
import java.util.Locale;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that a test has measured and that its page shows. Whether the goal is met is for the reader of the page: a test that fails
 * on a busy machine tells nothing.
 */
public final class Figure {

    private static final Logger LOG = LoggerFactory.getLogger(Figure.class);

    private Figure() {}

    /** Tells a figure in the form in which {@code build/swap-figures} finds it. */
    public static void tell(String what, String goal, String value) {
        LOG.info("FIGURE | {} | {} | {} |", what, goal, value);
    }

    /** Tells a ratio with both of its sides, in milliseconds. */
    public static void ratio(String what, String goal, double is, double usual) {
        tell(what, goal, String.format(Locale.ROOT, "%.2f × (%.1f ms, usually %.1f ms)", is / usual, is, usual));
    }

    /** Tells the middle and the largest of some times in milliseconds. */
    public static void times(String what, String goal, List<Long> millis) {
        List<Long> sorted = millis.stream().sorted().toList();
        tell(
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
