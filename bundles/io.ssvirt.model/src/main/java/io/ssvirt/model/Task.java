package io.ssvirt.model;

import java.time.Instant;
import java.util.Optional;

/**
 * What became of a mutation.
 *
 * @param owner the entity that it works on
 * @param initiator who asked
 * @param progress per cent
 * @param details what it is waiting for, or why it failed; plain words, no secret
 */
public record Task(
        Urn id,
        Operation operation,
        Urn owner,
        String ownerName,
        Urn orgId,
        Urn initiator,
        TaskStatus status,
        int progress,
        String details,
        Optional<DomainError> error,
        Instant startedAt,
        Optional<Instant> endedAt) {}
