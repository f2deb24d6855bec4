package io.ssvirt.operations.spi;

import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.model.DomainError;

/** Tells a user what the cluster had against it. */
public final class Refusals {

    private Refusals() {}

    /**
     * Makes the error of a conflict or refusal.
     *
     * @param what the beginning of the sentence, such as {@code VDC "dev" was not created}
     */
    public static DomainError of(ClusterResult<?> result, String what) {
        if (result instanceof ClusterResult.Conflict<?> taken) {
            return DomainError.conflict(
                    "OBJECT_TAKEN",
                    what + ": " + taken.object() + " exists in the cluster and belongs to somebody else");
        }
        if (result instanceof ClusterResult.Refused<?> no) {
            return DomainError.refused(no.reason().name(), what + ": " + no.explanation());
        }
        throw new IllegalArgumentException("not a refusal: " + result);
    }
}
