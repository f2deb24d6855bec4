package io.ssvirt.operations.spi;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.ssvirt.model.Operation;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.SecretValues;
import io.ssvirt.model.Task;
import io.ssvirt.model.Urn;
import io.ssvirt.store.spi.Transaction;

/** Accepts intents, has them carried out at once and waits for what comes of them. */
public interface Journal {

    /**
     * What shall become of an entity.
     *
     * @param desired the desired state in names and values; never a secret
     * @param behind another entity whose earlier intents must have ended first, such as the VDC of a new vApp while it is made
     */
    record Request(
            Operation operation,
            Urn entity,
            String entityName,
            Urn orgId,
            Urn initiator,
            Map<String, String> desired,
            Optional<Urn> behind) {

        /** Keeps its own copy. */
        public Request {
            desired = Map.copyOf(desired);
        }

        /** A request that waits for nothing but earlier intents of its own entity. */
        public Request(
                Operation operation,
                Urn entity,
                String entityName,
                Urn orgId,
                Urn initiator,
                Map<String, String> desired) {
            this(operation, entity, entityName, orgId, initiator, desired, Optional.empty());
        }
    }

    /**
     * Accepts an intent and carries it out.
     *
     * <p>One transaction runs {@code accept} and writes the task with the intent that it returns; the cluster is untouched when
     * it commits. When the entity is busy, the intent waits for its turn. Then it is carried out, and this waits for the outcome up
     * to the configured limit. A commit whose answer was lost is looked for, so that nothing is lost and nothing is done twice.
     *
     * @param accept checks the request and writes the entity in its transitional state, with its row held; when it refuses,
     *     nothing is written
     * @param values secret values for the handler; they stay in memory
     * @return the task, ended or still going on; refused when {@code accept} or the cluster refused, and then nothing is left
     */
    Outcome<Task> carryOut(Function<Transaction, Outcome<Request>> accept, Optional<SecretValues> values);
}
