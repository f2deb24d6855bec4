package io.ssvirt.operations.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.Elections.Ballot;
import io.ssvirt.operations.spi.ClusterGateway;

/**
 * What the cluster says about who shall lead, for as long as it says anything.
 *
 * <p>The lease in the database decides who leads; the cluster's Lease decides who may ask for it, and shows it to whoever looks at the
 * cluster. While the cluster is away or holds no elections, everybody may ask.
 */
final class Candidacy {

    /** Name of the cluster's Lease. */
    static final String OFFICE = "ssvirt-leader";

    private static final Logger LOG = LoggerFactory.getLogger(Candidacy.class);

    private final ClusterGateway cluster;
    private final Clock clock;
    private final String candidate;
    private final Duration term;
    private volatile Instant opposedUntil = Instant.EPOCH;

    Candidacy(ClusterGateway cluster, Clock clock, String candidate, Duration term) {
        this.cluster = cluster;
        this.clock = clock;
        this.candidate = candidate;
        this.term = term;
    }

    /** Stands for the office once more; takes as long as the cluster takes. */
    void stand() {
        if (!cluster.status().isUsable()) {
            return;
        }
        Instant asked = clock.instant();
        ClusterResult<Ballot> result = cluster.call(provider -> provider.elections()
                .map(elections -> elections.stand(OFFICE, candidate, term))
                .orElseGet(() -> ClusterResult.applied(new Ballot(candidate, true))));
        if (result instanceof ClusterResult.Applied<Ballot> vote) {
            opposedUntil = vote.observed().won() ? Instant.EPOCH : asked.plus(term);
        } else {
            LOG.debug("The cluster does not tell who leads answer={}", result);
        }
    }

    /** Tells whether the cluster has lately chosen another process. */
    boolean isOpposed() {
        return clock.instant().isBefore(opposedUntil);
    }

    /** Lets another process be chosen at once. */
    void resign() {
        if (cluster.status().isUsable()) {
            cluster.call(provider -> provider.elections()
                    .map(elections -> elections.resign(OFFICE, candidate))
                    .orElseGet(() -> ClusterResult.applied(new Ballot("", false))));
        }
    }
}
