package io.ssvirt.operations.spi;

import java.time.Duration;
import java.util.function.Consumer;

import io.ssvirt.model.DomainError;
import io.ssvirt.store.spi.Transaction;

/** What one attempt to carry out an intent came to. The writes are committed together with the end of the intent. */
public sealed interface Step {

    /** The cluster is as desired. */
    record Finished(Consumer<Transaction> writes) implements Step {}

    /** The cluster refused, or the intent was cancelled, and what the cluster had accepted has been taken back. */
    record Refused(DomainError error, Consumer<Transaction> writes) implements Step {}

    /**
     * The cluster is on its way; look again after a while.
     *
     * @param waitingFor what users read in the task
     * @param progress per cent
     */
    record Again(String waitingFor, Duration after, int progress) implements Step {

        /** Nothing is known about how far it is. */
        public Again(String waitingFor, Duration after) {
            this(waitingFor, after, 0);
        }
    }

    /** The cluster cannot be asked; nobody needs to wait for this, it goes on when the cluster returns. */
    record Blocked(String waitingFor, Duration after) implements Step {}

    /** Returns the error of an intent that was taken back because a user asked for it. */
    static DomainError cancelled() {
        return DomainError.conflict("CANCELLED", "It was cancelled, and nothing of it is left");
    }
}
