package io.ssvirt.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How the process and what it stands on are doing. */
public interface SystemHealth {

    /** State of the connection to the cluster. */
    enum ClusterState {
        /** No provider is installed or configured. */
        ABSENT,
        /** The provider is there and reads the cluster for the first time. */
        SYNCING,
        /** Everything works. */
        READY,
        /** The provider is there, but the cluster does not answer as it should. */
        DEGRADED
    }

    /**
     * One look at everything.
     *
     * @param provider name of the cluster provider; empty without one
     * @param clusterDetail plain words for an administrator
     * @param observationAge how old the last sign of life of the cluster is
     */
    record Report(
            boolean database,
            ClusterState cluster,
            Optional<String> provider,
            String clusterDetail,
            Optional<Duration> observationAge,
            long unfinishedIntents) {}

    /** Looks at everything now. */
    Report report();

    /** Has every probe look now, and returns what each has found, by name. */
    default List<HealthProbe.Finding> findings() {
        return List.of();
    }
}
