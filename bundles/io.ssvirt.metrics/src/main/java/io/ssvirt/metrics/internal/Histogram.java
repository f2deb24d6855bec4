package io.ssvirt.metrics.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Counts durations in buckets. */
final class Histogram {

    private static final double[] BOUNDS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30};
    private static final double NANOS = 1e9;

    /** One for each bound and one for what is beyond the last. */
    private final LongAdder[] buckets = new LongAdder[BOUNDS.length + 1];

    private final LongAdder nanos = new LongAdder();

    Histogram() {
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] = new LongAdder();
        }
    }

    void took(long duration) {
        double seconds = duration / NANOS;
        int bucket = 0;
        while (bucket < BOUNDS.length && seconds > BOUNDS[bucket]) {
            bucket++;
        }
        buckets[bucket].increment();
        nanos.add(duration);
    }

    void write(Family family, List<String> values, Lines lines) {
        List<String> labels = with(family.labels(), "le");
        long sum = 0;
        for (int i = 0; i < buckets.length; i++) {
            sum += buckets[i].sum();
            double bound = i < BOUNDS.length ? BOUNDS[i] : Double.POSITIVE_INFINITY;
            lines.line(family.name() + "_bucket", labels, with(values, Lines.number(bound)), sum);
        }
        lines.line(family.name() + "_sum", family.labels(), values, nanos.sum() / NANOS);
        lines.line(family.name() + "_count", family.labels(), values, sum);
    }

    private static List<String> with(List<String> list, String last) {
        List<String> longer = new ArrayList<>(list);
        longer.add(last);
        return longer;
    }
}
