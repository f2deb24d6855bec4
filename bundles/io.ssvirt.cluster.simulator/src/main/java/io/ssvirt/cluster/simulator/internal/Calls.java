package io.ssvirt.cluster.simulator.internal;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import io.ssvirt.cluster.simulator.spi.SimulatorFaults;
import io.ssvirt.cluster.simulator.spi.SimulatorFaults.Fault;
import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.ClusterResult.Unavailable;
import io.ssvirt.cluster.spi.RefusalReason;

/** The wire between SSVirt and the simulated cluster, on which a test may let things go wrong. */
final class Calls {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final Supplier<SimulatorFaults> faults;

    Calls(Supplier<SimulatorFaults> faults) {
        this.faults = faults;
    }

    <T> ClusterResult<T> make(String call, Supplier<ClusterResult<T>> work) {
        Fault fault = faults.get().next(call);
        if (!fault.latency().isZero()) {
            LockSupport.parkNanos(fault.latency().toNanos());
        }
        return switch (fault.end()) {
            case NORMAL -> work.get();
            case UNREACHABLE -> new Unavailable<>("the simulated cluster was made unreachable", SOON);
            case FORBIDDEN ->
                ClusterResult.refused(RefusalReason.FORBIDDEN, "the simulated cluster was made to forbid " + call);
            case ANSWER_LOST -> {
                work.get();
                yield new Unavailable<>("the answer of the simulated cluster was made to get lost", SOON);
            }
        };
    }
}
