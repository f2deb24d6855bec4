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
     */
    record Request(
            Operation operation, Urn entity, String entityName, Urn orgId, Urn initiator, Map<String, String> desired) {

        /** Keeps its own copy. */
        public Request {
            desired = Map.copyOf(desired);
        }
    }

    /**
     * Accepts an intent and carries it out.
     *
     * <p>One transaction runs {@code accept} and writes the task with the intent that it returns; the cluster is untouched when
     * it commits. Then the intent is carried out, and this waits for the outcome up to the configured limit.
     *
     * @param accept checks the request and writes the entity in its transitional state; when it refuses, nothing is written
     * @param values secret values for the handler; they stay in memory
     * @return the task, ended or still going on; refused when {@code accept} or the cluster refused, and then nothing is left
     */
    Outcome<Task> carryOut(Function<Transaction, Outcome<Request>> accept, Optional<SecretValues> values);
}
