package io.ssvirt.ops.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

import io.ssvirt.api.HealthProbe;
import io.ssvirt.api.SystemHealth;
import io.ssvirt.model.Outcome;
import io.ssvirt.operations.spi.ClusterGateway;
import io.ssvirt.store.spi.Store;

/** Asks the database, the gateway and every probe how they are. It is there whatever else is not. */
@Component
public final class HealthService implements SystemHealth {

    private final ClusterGateway cluster;
    private final Clock clock;

    // A field, because how the server is must be told while the database is away as well.
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Store store;

    // A field, because parts come and go with their probes.
    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile List<HealthProbe> probes = List.of();

    /** Takes what it asks. */
    @Activate
    public HealthService(@Reference ClusterGateway cluster, @Reference Clock clock) {
        this.cluster = cluster;
        this.clock = clock;
    }

    @Override
    public Report report() {
        Store open = store;
        boolean database = open != null && open.isAlive();
        long unfinished = database
                ? open.read(tx -> Outcome.done(tx.journal().countUnfinished())).fold(count -> count, error -> 0L)
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

    @Override
    public List<HealthProbe.Finding> findings() {
        return probes.stream()
                .map(HealthProbe::look)
                .sorted(Comparator.comparing(HealthProbe.Finding::name))
                .toList();
    }
}
