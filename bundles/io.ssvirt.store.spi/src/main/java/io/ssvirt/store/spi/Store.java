package io.ssvirt.store.spi;

import java.util.function.Function;

import io.ssvirt.model.Outcome;

/**
 * The database, as a service.
 *
 * <p>Errors of the database become values here: a unique name that is taken is {@code NAME_IN_USE}, a database that does not
 * answer is {@code UNAVAILABLE}. Anything else that goes wrong is a bug and is thrown.
 */
public interface Store {

    /** Reads in one transaction. */
    <T> Outcome<T> read(Function<Transaction, Outcome<T>> work);

    /**
     * Writes in one transaction.
     *
     * <p>Everything is committed when this returns {@code Done}; nothing is when it returns {@code Refused}, whether the work
     * or the database refused. The work may be run again after a serialization failure, so it must not do anything but use the
     * transaction.
     */
    <T> Outcome<T> write(Function<Transaction, Outcome<T>> work);

    /** Returns the messages about what was committed. */
    Signals signals();

    /** Tells whether the database answers now. */
    boolean isAlive();
}
