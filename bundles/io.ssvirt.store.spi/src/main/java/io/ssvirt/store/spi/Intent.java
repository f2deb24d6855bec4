package io.ssvirt.store.spi;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import io.ssvirt.model.IntentState;
import io.ssvirt.model.Operation;
import io.ssvirt.model.Urn;

/**
 * What shall become of an entity in the cluster: the part of a task that a worker needs. It shares its row and its id with the
 * task, so that a task cannot end without its intent.
 *
 * @param id the id of the task
 * @param desired the desired state in names and values; never a secret
 * @param attempts how often a worker has claimed it; 0 means that nothing of it has reached the cluster
 * @param epoch grows with each claim; a worker whose epoch is old can write nothing
 * @param notBefore when it may be tried again
 * @param cancelled whether it shall be taken back instead of carried out
 */
public record Intent(
        UUID id,
        Operation operation,
        Urn entity,
        String entityName,
        Urn orgId,
        Urn initiator,
        Map<String, String> desired,
        IntentState state,
        int attempts,
        long epoch,
        Instant notBefore,
        Instant acceptedAt,
        boolean cancelled) {

    /** Keeps its own copy. */
    public Intent {
        desired = Map.copyOf(desired);
    }

    /** Returns the same intent, which shall now be taken back. */
    public Intent withCancel() {
        return new Intent(
                id,
                operation,
                entity,
                entityName,
                orgId,
                initiator,
                desired,
                state,
                attempts,
                epoch,
                notBefore,
                acceptedAt,
                true);
    }
}
