package io.ssvirt.metrics.internal;

import java.util.List;

/**
 * Figures of one name.
 *
 * @param name without what a histogram adds to it
 * @param type as Prometheus calls it
 */
record Family(String name, String help, String type, List<String> labels, Series series) {

    Family {
        labels = List.copyOf(labels);
    }

    /** Writes the lines of a family. */
    @FunctionalInterface
    interface Series {

        void write(Family family, Lines lines);
    }
}
