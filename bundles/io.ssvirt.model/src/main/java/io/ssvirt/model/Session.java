package io.ssvirt.model;

import java.time.Instant;
import java.util.Optional;

/**
 * A login that is still good; it is stored, so that logging out ends it at once on every replica.
 *
 * @param apiToken the API token that opened it; such a session does not end by idleness
 */
public record Session(
        Urn id, Urn userId, Instant createdAt, Instant lastSeenAt, Instant expiresAt, Optional<Urn> apiToken) {}
