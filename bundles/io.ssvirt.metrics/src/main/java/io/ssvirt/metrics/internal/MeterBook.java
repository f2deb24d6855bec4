package io.ssvirt.metrics.internal;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

import org.osgi.service.component.annotations.Component;

import io.ssvirt.metrics.api.Exposition;
import io.ssvirt.metrics.api.Meters;

/** Keeps the figures of all parts. It needs nothing, so that every part can count from its first moment on. */
@Component
public final class MeterBook implements Meters, Exposition {

    private record Kept(Family family, Object meter) {}

    private final ConcurrentMap<String, Kept> meters = new ConcurrentSkipListMap<>();

    @Override
    public Counter counter(String name, String help, String... labels) {
        return meter(Counter.class, name, () -> {
            Cells<LongAdder> cells = new Cells<>(labels.length, LongAdder::new);
            Family family = new Family(name, help, "counter", List.of(labels), (self, lines) -> cells.all()
                    .forEach((values, count) -> lines.line(name, self.labels(), values, count.sum())));
            Counter counter = values -> cells.of(values).increment();
            return new Kept(family, counter);
        });
    }

    @Override
    public Timer timer(String name, String help, String... labels) {
        return meter(Timer.class, name, () -> {
            Cells<Histogram> cells = new Cells<>(labels.length, Histogram::new);
            Family family = new Family(name, help, "histogram", List.of(labels), (self, lines) -> cells.all()
                    .forEach((values, histogram) -> histogram.write(self, values, lines)));
            Timer timer = (nanos, values) -> cells.of(values).took(nanos);
            return new Kept(family, timer);
        });
    }

    private <T> T meter(Class<T> type, String name, Supplier<Kept> make) {
        Object meter = meters.computeIfAbsent(name, ignored -> make.get()).meter();
        if (!type.isInstance(meter)) {
            throw new IllegalArgumentException(name + " is a meter of another kind already");
        }
        return type.cast(meter);
    }

    @Override
    public Registration gauge(String name, String help, List<String> labels, Supplier<Map<List<String>, Double>> read) {
        // The kind of figure follows from the name, as everywhere in Prometheus.
        String type = name.endsWith("_total") ? "counter" : "gauge";
        Kept kept = new Kept(
                new Family(name, help, type, labels, (self, lines) -> read.get()
                        .forEach((values, figure) -> lines.line(name, self.labels(), values, figure))),
                read);
        meters.put(name, kept);
        return () -> meters.remove(name, kept);
    }

    @Override
    public String text() {
        Lines lines = new Lines();
        meters.values().forEach(kept -> {
            lines.heading(kept.family());
            kept.family().series().write(kept.family(), lines);
        });
        return lines.toString();
    }
}
