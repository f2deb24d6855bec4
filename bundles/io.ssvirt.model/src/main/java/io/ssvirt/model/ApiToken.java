package io.ssvirt.model;

import java.time.Instant;
import java.util.Optional;

/**
 * A long-lived secret of a user that programs exchange for sessions. The secret itself is shown once and kept as a hash only.
 *
 * @param name chosen by the user, unique among the tokens of that user
 * @param lastUsedAt when it was exchanged last; empty before the first time
 */
public record ApiToken(Urn id, Urn userId, String name, Instant createdAt, Optional<Instant> lastUsedAt) {}
