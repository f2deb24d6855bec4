package io.ssvirt.model;

import java.time.Instant;
import java.util.List;

/** Somebody who may log in. The password hash is not part of it (contract 1.3). */
public record User(
        Urn id,
        Urn orgId,
        String username,
        String fullName,
        String description,
        String email,
        boolean enabled,
        boolean locked,
        int deployedVmQuota,
        int storedVmQuota,
        String providerType,
        List<Urn> roleIds,
        Instant createdAt,
        Instant updatedAt) {

    /** Keeps its own copy of the roles. */
    public User {
        roleIds = List.copyOf(roleIds);
    }
}
