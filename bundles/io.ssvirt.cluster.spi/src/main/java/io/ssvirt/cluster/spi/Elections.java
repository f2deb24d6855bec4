package io.ssvirt.cluster.spi;

import java.time.Duration;

/**
 * Choosing one of several processes by means of the cluster, so that whoever looks at the cluster sees which one it is.
 *
 * <p>A cluster chooses the one that shall lead; it cannot stop one that was paused and still believes that it leads. What a leader
 * writes must be fenced where it is written.
 */
public interface Elections {

    /**
     * What a vote came to.
     *
     * @param winner who holds the office now; empty when that could not be seen
     * @param won whether the one who stood holds it
     */
    record Ballot(String winner, boolean won) {}

    /**
     * Stands for an office, or confirms that one holds it still; to be repeated several times within a term.
     *
     * @param office name of the Lease
     * @param candidate names the process
     * @param term the time of silence after which somebody else may take over
     */
    ClusterResult<Ballot> stand(String office, String candidate, Duration term);

    /** Gives an office back at once; one that somebody else holds is left alone. */
    ClusterResult<Ballot> resign(String office, String candidate);
}
