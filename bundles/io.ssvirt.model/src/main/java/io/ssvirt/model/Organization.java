package io.ssvirt.model;

import java.time.Instant;

/** A tenant. It lives in the database only; its VDCs live in the cluster (contract 1.4). */
public record Organization(
        Urn id,
        String name,
        String displayName,
        String description,
        boolean enabled,
        boolean canManageOrgs,
        boolean canPublish,
        String maskedEventTaskUsername,
        Instant createdAt,
        Instant updatedAt) {

    /** Name of the organization that runs the cloud; clients know it as {@code System} as well. */
    public static final String PROVIDER = "Provider";
}
