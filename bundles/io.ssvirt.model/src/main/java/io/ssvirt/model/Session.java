package io.ssvirt.model;

import java.time.Instant;

/** A login that is still good; it is stored, so that logging out ends it at once on every replica. */
public record Session(Urn id, Urn userId, Instant createdAt, Instant lastSeenAt, Instant expiresAt) {}
