package io.ssvirt.store.jpa.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import javax.persistence.EntityManager;
import javax.persistence.PersistenceException;
import javax.sql.DataSource;

import io.ssvirt.store.spi.Signal;

/** Carries signals to and from other processes that work on the same database. */
interface Courier extends AutoCloseable {

    /** Of a database that one process has alone. */
    Courier NONE = new Courier() {
        @Override
        public void send(EntityManager em, List<Signal> signals) {
            // There is nobody else.
        }

        @Override
        public boolean isHeard() {
            return true;
        }

        @Override
        public void close() {
            // Nothing was opened.
        }
    };

    /** Sends signals with the transaction that is under way. */
    void send(EntityManager em, List<Signal> signals);

    /** Tells whether signals of others arrive. */
    boolean isHeard();

    @Override
    void close();

    /** Returns the one for the database at hand, at work. */
    static Courier of(DataSource database, SignalHub hub) {
        try (Connection connection = database.getConnection()) {
            return "PostgreSQL".equals(connection.getMetaData().getDatabaseProductName())
                    ? PostgresCourier.start(database, hub)
                    : NONE;
        } catch (SQLException away) {
            throw new PersistenceException("the database went away while the store was opened", away);
        }
    }
}
