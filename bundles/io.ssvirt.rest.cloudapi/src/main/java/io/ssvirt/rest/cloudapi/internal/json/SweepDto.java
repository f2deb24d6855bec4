package io.ssvirt.rest.cloudapi.internal.json;

import io.ssvirt.api.Drift.Sweep;
import io.ssvirt.rest.cloudapi.internal.Times;

/**
 * What one comparison of database and cluster did.
 *
 * @param compared objects of the cluster that were compared
 * @param removed what was left of removed entities, and went
 * @param obstacle why something could not be compared
 */
public record SweepDto(String startTime, long millis, long compared, long removed, String obstacle) {

    /** Maps a sweep. */
    public static SweepDto of(Sweep sweep) {
        return new SweepDto(
                sweep.at().map(Times::seconds).orElse(null),
                sweep.took().toMillis(),
                sweep.compared(),
                sweep.removed(),
                sweep.obstacle().orElse(null));
    }
}
