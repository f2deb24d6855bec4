package io.ssvirt.operations.spi;

import java.time.Duration;
import java.util.function.Consumer;

import io.ssvirt.model.DomainError;
import io.ssvirt.store.spi.Transaction;

/** What one attempt to carry out an intent came to. The writes are committed together with the end of the intent. */
public sealed interface Step {

    /** The cluster is as desired. */
    record Finished(Consumer<Transaction> writes) implements Step {}

    /** The cluster refused, and what it had accepted has been taken back. */
    record Refused(DomainError error, Consumer<Transaction> writes) implements Step {}

    /** The cluster is on its way; look again after a while. */
    record Again(String waitingFor, Duration after) implements Step {}

    /** The cluster cannot be asked; nobody needs to wait for this, it goes on when the cluster returns. */
    record Blocked(String waitingFor, Duration after) implements Step {}
}
