package io.ssvirt.ops.internal;

import java.time.Clock;
import java.time.Duration;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import io.ssvirt.api.SystemHealth;
import io.ssvirt.model.Outcome;
import io.ssvirt.operations.spi.ClusterGateway;
import io.ssvirt.store.spi.Store;

/** Asks the database and the gateway how they are. */
@Component
public final class HealthService implements SystemHealth {

    private final Store store;
    private final ClusterGateway cluster;
    private final Clock clock;

    /** Takes what it asks. */
    @Activate
    public HealthService(@Reference Store store, @Reference ClusterGateway cluster, @Reference Clock clock) {
        this.store = store;
        this.cluster = cluster;
        this.clock = clock;
    }

    @Override
    public Report report() {
        boolean database = store.isAlive();
        long unfinished = database
                ? store.read(tx -> Outcome.done(tx.journal().countUnfinished())).fold(count -> count, error -> 0L)
                : 0;
        ClusterGateway.Status status = cluster.status();
        return new Report(
                database,
                status.state(),
                status.provider(),
                status.detail(),
                status.lastHeard().map(heard -> Duration.between(heard, clock.instant())),
                unfinished);
    }
}
