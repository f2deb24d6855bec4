package io.ssvirt.benchmarks;

import java.util.List;
import java.util.Locale;

/**
 * One measured number beside what it is to be.
 *
 * @param id the goal that it belongs to
 * @param what what was measured, in plain words
 * @param goal what it is to be
 * @param runs the number of each run; the median counts
 */
record Figure(String id, String what, Goal goal, List<Double> runs) {

    /** What a number is to be: at most or at least a limit, or nothing. */
    record Goal(double limit, boolean most, String unit) {

        static Goal atMost(double limit, String unit) {
            return new Goal(limit, true, unit);
        }

        static Goal atLeast(double limit, String unit) {
            return new Goal(limit, false, unit);
        }

        /** A number that stands there for comparison only. */
        static Goal none(String unit) {
            return new Goal(Double.NaN, true, unit);
        }

        boolean isNone() {
            return Double.isNaN(limit);
        }

        boolean isMetBy(double value) {
            return most ? value <= limit : value >= limit;
        }

        String text() {
            return isNone() ? "" : (most ? "≤ " : "≥ ") + number(limit) + suffix(unit);
        }
    }

    Figure {
        runs = List.copyOf(runs);
    }

    static Figure once(String id, String what, Goal goal, double value) {
        return new Figure(id, what, goal, List.of(value));
    }

    double median() {
        List<Double> sorted = runs.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    boolean holds() {
        return goal.isNone() || goal.isMetBy(median());
    }

    /** Returns it as a row of the table. */
    String row() {
        double least = runs.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        double most = runs.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        String spread = runs.size() == 1 ? "" : number(least) + " – " + number(most);
        String verdict = goal.isNone() ? "" : holds() ? "yes" : "**no**";
        return "| %s | %s | %s | %s | %s | %s |"
                .formatted(id, what, goal.text(), number(median()) + suffix(goal.unit()), spread, verdict);
    }

    private static String suffix(String unit) {
        return unit.isEmpty() ? "" : " " + unit;
    }

    static String number(double value) {
        double size = Math.abs(value);
        String form =
                size >= 100 || value == Math.rint(value) ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, form, value).replace(',', ' ');
    }
}
