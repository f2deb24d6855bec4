package io.ssvirt.ops.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.apache.felix.hc.api.execution.HealthCheckExecutionOptions;
import org.apache.felix.hc.api.execution.HealthCheckExecutionResult;
import org.apache.felix.hc.api.execution.HealthCheckExecutor;
import org.apache.felix.hc.api.execution.HealthCheckSelector;
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

    private final HealthCheckExecutor checks;

    /** Takes what it asks. */
    @Activate
    public HealthService(
            @Reference ClusterGateway cluster, @Reference HealthCheckExecutor checks, @Reference Clock clock) {
        this.cluster = cluster;
        this.checks = checks;
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

    /** Every check is looked at anew, side by side; one that does not come back in time is degraded. */
    @Override
    public List<HealthProbe.Finding> findings() {
        HealthCheckExecutionOptions now = new HealthCheckExecutionOptions().setForceInstantExecution(true);
        return checks.execute(HealthCheckSelector.tags(FelixChecks.TAG), now).stream()
                .map(HealthService::finding)
                .sorted(Comparator.comparing(HealthProbe.Finding::name))
                .toList();
    }

    private static HealthProbe.Finding finding(HealthCheckExecutionResult executed) {
        Result result = executed.getHealthCheckResult();
        String detail = StreamSupport.stream(result.spliterator(), false)
                .map(ResultLog.Entry::getMessage)
                .collect(Collectors.joining("; "));
        return new HealthProbe.Finding(executed.getHealthCheckMetadata().getName(), status(result.getStatus()), detail);
    }

    private static HealthProbe.Status status(Result.Status status) {
        return switch (status) {
            case OK -> HealthProbe.Status.OK;
            case WARN -> HealthProbe.Status.DEGRADED;
            case TEMPORARILY_UNAVAILABLE, CRITICAL, HEALTH_CHECK_ERROR -> HealthProbe.Status.FAILED;
        };
    }
}
