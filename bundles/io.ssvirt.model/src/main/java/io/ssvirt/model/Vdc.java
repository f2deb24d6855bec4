package io.ssvirt.model;

import java.time.Instant;

/**
 * A virtual data centre: capacity of one organization, carried by one namespace.
 *
 * @param namespace fixed when the VDC is created; renaming never changes it (contract 4.1)
 * @param providerVdcId free text of the client, never interpreted
 */
public record Vdc(
        Urn id,
        Urn orgId,
        String name,
        String description,
        AllocationModel allocationModel,
        ComputeCapacity capacity,
        String providerVdcId,
        int nicQuota,
        int networkQuota,
        boolean thinProvision,
        boolean enabled,
        NamespaceName namespace,
        VdcState state,
        Instant createdAt,
        Instant updatedAt) {

    /** Returns the same VDC in another state. */
    public Vdc in(VdcState next, Instant now) {
        return new Vdc(
                id,
                orgId,
                name,
                description,
                allocationModel,
                capacity,
                providerVdcId,
                nicQuota,
                networkQuota,
                thinProvision,
                enabled,
                namespace,
                next,
                createdAt,
                now);
    }
}
