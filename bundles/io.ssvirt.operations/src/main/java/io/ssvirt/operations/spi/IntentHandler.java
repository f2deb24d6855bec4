package io.ssvirt.operations.spi;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import io.ssvirt.model.Operation;
import io.ssvirt.model.SecretValues;
import io.ssvirt.store.spi.Intent;
import io.ssvirt.store.spi.Transaction;

/** Carries out intents of some operations; a service of the bundle that accepts them. */
public interface IntentHandler {

    /** Returns the operations that this one carries out. */
    Set<Operation> operations();

    /**
     * Makes one attempt. It may be the second after a lost answer or a crash, so every call that it makes is idempotent.
     *
     * <p>Every call of the cluster through the gateway is made only while the worker still has the claim; a worker that was
     * overtaken sees {@code Unavailable}. When {@link Intent#cancelled()} is set, which only happens to operations that {@link
     * #takesBack}, the attempt undoes what earlier ones did and ends as {@link Step.Refused}, or as {@link Step.Finished} when it
     * is too late.
     *
     * @param values secret values that came with the request; empty after a restart, because they are never stored
     */
    Step attempt(Intent intent, Optional<SecretValues> values);

    /** Tells whether an intent that was begun can be taken back when a user cancels it. */
    default boolean takesBack(Operation operation) {
        return false;
    }

    /** Returns the writes that undo what accepting an intent did, while nothing of it has reached the cluster. */
    default Consumer<Transaction> withdraw(Intent intent) {
        return tx -> {};
    }

    /** Returns the writes with which an entity leaves its transitional state when an administrator gives its intent up. */
    default Consumer<Transaction> abandon(Intent intent) {
        return withdraw(intent);
    }

    /** Returns the intents of which it remembers something from one attempt to the next. */
    default Set<UUID> remembered() {
        return Set.of();
    }

    /** An intent has ended, here or in another process: nothing of it needs to be remembered any more. */
    default void forget(UUID intent) {}
}
