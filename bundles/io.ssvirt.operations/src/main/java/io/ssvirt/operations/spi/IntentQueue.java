package io.ssvirt.operations.spi;

import io.ssvirt.model.Task;
import io.ssvirt.operations.spi.Journal.Request;
import io.ssvirt.store.spi.Transaction;

/**
 * Writes intents for work that is part of other work.
 *
 * <p>Apart from the {@link Journal}, which needs the handlers, because handlers need this.
 */
public interface IntentQueue {

    /**
     * Writes an intent within a transaction of the caller; it is carried out after the commit, and nobody waits for it.
     *
     * @return its task
     */
    Task enqueue(Transaction tx, Request request);
}
