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
 * cluster. A cluster that holds no elections chooses everybody who reaches it.
 */
final class Candidacy {

    /** Whom the cluster has lately chosen. */
    enum Vote {
        /** This process. */
        CHOSEN,
        /** Another process. */
        PASSED_OVER,
        /** The cluster has not been heard for a term. */
        UNHEARD
    }

    /** Name of the cluster's Lease. */
    static final String OFFICE = "ssvirt-leader";

    private static final Logger LOG = LoggerFactory.getLogger(Candidacy.class);

    private final ClusterGateway cluster;
    private final Clock clock;
    private final String candidate;
    private final Duration term;
    private volatile Verdict verdict = new Verdict(Vote.UNHEARD, Instant.EPOCH);

    private record Verdict(Vote vote, Instant until) {}

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
        if (result instanceof ClusterResult.Applied<Ballot> answer) {
            Vote vote = answer.observed().won() ? Vote.CHOSEN : Vote.PASSED_OVER;
            verdict = new Verdict(vote, asked.plus(term));
        } else {
            LOG.debug("The cluster does not tell who leads answer={}", result);
        }
    }

    /** Returns what the cluster said last, while that is less than a term ago. */
    Vote vote() {
        Verdict last = verdict;
        return clock.instant().isBefore(last.until()) ? last.vote() : Vote.UNHEARD;
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
