package io.ssvirt.operations.spi;

import java.util.Optional;
import java.util.Set;

import io.ssvirt.model.Operation;
import io.ssvirt.model.SecretValues;
import io.ssvirt.store.spi.Intent;

/** Carries out intents of some operations; a service of the bundle that accepts them. */
public interface IntentHandler {

    /** Returns the operations that this one carries out. */
    Set<Operation> operations();

    /**
     * Makes one attempt. It may be the second after a lost answer or a crash, so every call that it makes is idempotent.
     *
     * @param values secret values that came with the request; empty after a restart, because they are never stored
     */
    Step attempt(Intent intent, Optional<SecretValues> values);
}
