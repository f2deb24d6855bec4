package io.ssvirt.metrics.internal;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What is kept for each combination of label values.
 *
 * <p>A part that takes a label from something unbounded must not fill the memory of the server and of whoever reads the figures:
 * beyond a limit everything new is kept together.
 */
final class Cells<T> {

    static final int LIMIT = 1000;
    private static final String OTHER = "other";

    private final int labels;
    private final Supplier<T> make;
    private final Map<List<String>, T> cells = new ConcurrentHashMap<>();

    Cells(int labels, Supplier<T> make) {
        this.labels = labels;
        this.make = make;
    }

    T of(String... values) {
        if (values.length != labels) {
            throw new IllegalArgumentException("expected " + labels + " label values and got " + values.length);
        }
        List<String> key = List.of(values);
        T cell = cells.get(key);
        if (cell != null) {
            return cell;
        }
        List<String> kept = cells.size() < LIMIT ? key : Collections.nCopies(labels, OTHER);
        return cells.computeIfAbsent(kept, ignored -> make.get());
    }

    Map<List<String>, T> all() {
        return cells;
    }
}
