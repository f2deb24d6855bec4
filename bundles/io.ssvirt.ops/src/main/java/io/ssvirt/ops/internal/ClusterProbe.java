package io.ssvirt.ops.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import io.ssvirt.api.HealthProbe;
import io.ssvirt.api.SystemHealth.ClusterState;
import io.ssvirt.operations.spi.ClusterGateway;

/** Tells how the cluster is. Without it the server is degraded and still takes work: it reads, and does the rest later. */
@Component
public final class ClusterProbe implements HealthProbe {

    private static final String NAME = "cluster";

    private final ClusterGateway cluster;

    /** Takes the gateway. */
    @Activate
    public ClusterProbe(@Reference ClusterGateway cluster) {
        this.cluster = cluster;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Finding look() {
        ClusterGateway.Status status = cluster.status();
        String provider = status.provider().map(name -> name + ": ").orElse("");
        Status health = status.state() == ClusterState.READY ? Status.OK : Status.DEGRADED;
        return new Finding(NAME, health, provider + status.state() + ", " + status.detail());
    }
}
