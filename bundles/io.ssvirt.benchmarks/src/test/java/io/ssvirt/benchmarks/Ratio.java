package io.ssvirt.benchmarks;

import java.util.ArrayList;
import java.util.List;

import io.ssvirt.benchmarks.Figure.Goal;

/** Two series of numbers that were taken side by side, and what one is to the other in each run. */
final class Ratio {

    private final List<Double> ours = new ArrayList<>();
    private final List<Double> ruler = new ArrayList<>();

    void add(double our, double other) {
        ours.add(our);
        ruler.add(other);
    }

    /** Returns the ratio as a figure; {@code what} tells of both sides and gets their medians. */
    Figure figure(String id, String what, Goal goal, String unit) {
        List<Double> ratios = new ArrayList<>();
        for (int run = 0; run < ours.size(); run++) {
            ratios.add(ours.get(run) / ruler.get(run));
        }
        String sides = " (%s to %s %s)".formatted(Figure.number(median(ours)), Figure.number(median(ruler)), unit);
        return new Figure(id, what + sides, goal, ratios);
    }

    private static double median(List<Double> numbers) {
        return new Figure("", "", Goal.none(""), numbers).median();
    }
}
