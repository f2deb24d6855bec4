package io.ssvirt.metrics.api;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Where a part declares what it counts, as a service.
 *
 * <p>Names and labels are those of Prometheus, times are seconds. The values of a label must be few: words of the code, never
 * something that a user or the cluster named. The same name always gives the same meter.
 */
public interface Meters {

    /** Counts events. */
    @FunctionalInterface
    interface Counter {

        /** Counts one event; there is a value for each label. */
        void count(String... values);
    }

    /** Counts events and how long they took, in buckets. */
    @FunctionalInterface
    interface Timer {

        /** Counts one event that took so many nanoseconds; there is a value for each label. */
        void took(long nanos, String... values);
    }

    /** Ends what it stands for when closed. */
    interface Registration extends AutoCloseable {

        @Override
        void close();
    }

    /** Declares a counter; its name ends in {@code _total}. */
    Counter counter(String name, String help, String... labels);

    /** Declares a timer; its name ends in {@code _seconds}. */
    Timer timer(String name, String help, String... labels);

    /**
     * Declares figures that are read when somebody asks for them.
     *
     * @param read the figure of each combination of label values; it must be quick, and must not throw
     */
    Registration gauge(String name, String help, List<String> labels, Supplier<Map<List<String>, Double>> read);

    /** Returns meters that count nothing, for tests and for a part on its own. */
    static Meters none() {
        return NoMeters.INSTANCE;
    }
}
