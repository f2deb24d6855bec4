package io.ssvirt.benchmarks.inside;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

import io.ssvirt.cluster.simulator.spi.SimulatorFaults;

/** Notes when which call reached the simulated cluster, and lets all of them pass. */
final class CallBook implements SimulatorFaults {

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    @Override
    public Fault next(String call) {
        lines.add(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) + " " + call);
        return Fault.NONE;
    }

    /** Returns one line for each call since the last time: microseconds since 1970, and its name. */
    String takeAll() {
        String all = lines.stream().collect(Collectors.joining("\n"));
        lines.clear();
        return all;
    }
}
