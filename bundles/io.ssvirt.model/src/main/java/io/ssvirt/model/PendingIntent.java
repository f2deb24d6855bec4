package io.ssvirt.model;

import java.time.Instant;
import java.util.Optional;

/**
 * An intent that has not ended, as an administrator looks at it.
 *
 * @param task the task that shares its id
 * @param attempts how often a worker has claimed it; 0 means that nothing of it has reached the cluster
 * @param worker who has claimed it, or keeps its secret values; empty when nobody does
 * @param notBefore when it may be tried again
 * @param cancelled whether somebody has asked to take it back
 * @param waitingFor what the last attempt found in its way; empty when nothing was
 */
public record PendingIntent(
        Urn task,
        Operation operation,
        Urn entity,
        String entityName,
        Urn orgId,
        Urn initiator,
        IntentState state,
        int attempts,
        Optional<String> worker,
        Instant acceptedAt,
        Instant notBefore,
        boolean cancelled,
        String waitingFor) {}
