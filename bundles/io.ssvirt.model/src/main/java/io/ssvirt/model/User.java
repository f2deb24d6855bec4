package io.ssvirt.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Somebody who may log in. The password hash is not part of it (contract 1.3).
 *
 * @param lockedUntil until when logins are refused after too many wrong passwords; sessions that run go on
 * @param lastLoginAt when the user logged in last; empty before the first time
 */
public record User(
        Urn id,
        Urn orgId,
        String username,
        String fullName,
        String description,
        String email,
        boolean enabled,
        Optional<Instant> lockedUntil,
        int deployedVmQuota,
        int storedVmQuota,
        String providerType,
        List<Urn> roleIds,
        Optional<Instant> lastLoginAt,
        Instant createdAt,
        Instant updatedAt) {

    /** Where passwords are checked, as the API calls it: here. */
    public static final String LOCAL = "LOCAL";

    /** Keeps its own copy of the roles. */
    public User {
        roleIds = List.copyOf(roleIds);
    }

    /** Tells whether logins are refused at a moment. */
    public boolean isLocked(Instant at) {
        return lockedUntil.filter(at::isBefore).isPresent();
    }
}
