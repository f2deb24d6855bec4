package io.ssvirt.vdc.internal;

import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.model.DomainError;

/** Tells a user what the cluster had against it. */
final class Refusals {

    private Refusals() {}

    static DomainError of(ClusterResult<?> result, String what) {
        if (result instanceof ClusterResult.Conflict<?> taken) {
            return DomainError.conflict(
                    "NAMESPACE_TAKEN",
                    what + ": " + taken.object() + " exists in the cluster and belongs to somebody else");
        }
        if (result instanceof ClusterResult.Refused<?> no) {
            return DomainError.refused(no.reason().name(), what + ": " + no.explanation());
        }
        throw new IllegalArgumentException("not a refusal: " + result);
    }
}
