package io.ssvirt.ops.internal;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

import javax.management.JMException;
import javax.management.ObjectName;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.ssvirt.metrics.api.Meters;
import io.ssvirt.metrics.api.Meters.Registration;

/** Figures about the process, under the names that every Java process has in Prometheus. */
@Component(service = {})
public final class ProcessFigures {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessFigures.class);
    private static final List<String> NONE = List.of();
    private static final double NANOS = 1e9;
    private static final double MILLIS = 1e3;

    private final List<Registration> figures = new ArrayList<>();

    /** Declares the figures. */
    @Activate
    public ProcessFigures(@Reference Meters meters) {
        figures.add(meters.gauge(
                "jvm_memory_used_bytes", "Memory in use.", List.of("area"), () -> memory(MemoryUsage::getUsed)));
        figures.add(meters.gauge(
                "jvm_memory_max_bytes",
                "Memory that may be used, -1 without a limit.",
                List.of("area"),
                () -> memory(MemoryUsage::getMax)));
        figures.add(meters.gauge(
                "jvm_threads_current",
                "Threads.",
                NONE,
                () -> one(ManagementFactory.getThreadMXBean().getThreadCount())));
        figures.add(meters.gauge(
                "jvm_gc_collections_total",
                "Garbage collections.",
                List.of("gc"),
                () -> collectors(GarbageCollectorMXBean::getCollectionCount, 1)));
        figures.add(meters.gauge(
                "jvm_gc_collection_seconds_total",
                "Time of garbage collections.",
                List.of("gc"),
                () -> collectors(GarbageCollectorMXBean::getCollectionTime, MILLIS)));
        figures.add(meters.gauge(
                "process_start_time_seconds",
                "When the process started, in seconds since 1970.",
                NONE,
                () -> one(ManagementFactory.getRuntimeMXBean().getStartTime() / MILLIS)));
        figures.add(meters.gauge("process_cpu_seconds_total", "Time of the processors.", NONE, ProcessFigures::cpu));
    }

    /** Takes the figures back. */
    @Deactivate
    public void stop() {
        figures.forEach(Registration::close);
    }

    private static Map<List<String>, Double> one(double figure) {
        return Map.of(NONE, figure);
    }

    private static Map<List<String>, Double> memory(ToLongFunction<MemoryUsage> read) {
        var memory = ManagementFactory.getMemoryMXBean();
        return Map.of(
                List.of("heap"), (double) read.applyAsLong(memory.getHeapMemoryUsage()),
                List.of("nonheap"), (double) read.applyAsLong(memory.getNonHeapMemoryUsage()));
    }

    private static Map<List<String>, Double> collectors(ToLongFunction<GarbageCollectorMXBean> read, double unit) {
        Map<List<String>, Double> figures = new HashMap<>();
        ManagementFactory.getGarbageCollectorMXBeans()
                .forEach(one -> figures.put(List.of(one.getName()), read.applyAsLong(one) / unit));
        return figures;
    }

    /** From the bean, because the container does not export the interface that has it. */
    private static Map<List<String>, Double> cpu() {
        try {
            Object time = ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME), "ProcessCpuTime");
            return time instanceof Number nanos ? one(nanos.doubleValue() / NANOS) : Map.of();
        } catch (JMException unknown) {
            LOG.trace("This Java does not tell the time of the processors", unknown);
            return Map.of();
        }
    }
}
