package io.ssvirt.operations.internal.sweep;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;

import io.ssvirt.api.Drift;
import io.ssvirt.operations.internal.RunningOperations;
import io.ssvirt.operations.spi.ClusterGateway;
import io.ssvirt.operations.spi.Leadership;
import io.ssvirt.store.spi.Store;

/** The sweep as it runs in the container, wired by hand on a clock and a thread that a test decides on. */
public final class RunningSweep {

    private RunningSweep() {}

    /** Begins with the usual settings. */
    public static Drift on(
            Store store, ClusterGateway cluster, Leadership leadership, Clock clock, ScheduledExecutorService timer) {
        return new DriftService(
                store,
                cluster,
                leadership,
                clock,
                RunningOperations.config(DriftService.Config.class, Map.of()),
                timer);
    }
}
