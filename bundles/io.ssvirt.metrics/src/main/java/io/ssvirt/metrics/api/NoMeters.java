package io.ssvirt.metrics.api;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Counts nothing. */
enum NoMeters implements Meters {
    INSTANCE;

    @Override
    public Counter counter(String name, String help, String... labels) {
        return values -> {};
    }

    @Override
    public Timer timer(String name, String help, String... labels) {
        return (nanos, values) -> {};
    }

    @Override
    public Registration gauge(String name, String help, List<String> labels, Supplier<Map<List<String>, Double>> read) {
        return () -> {};
    }
}
