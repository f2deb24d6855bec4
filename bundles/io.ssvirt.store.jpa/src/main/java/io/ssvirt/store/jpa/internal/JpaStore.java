package io.ssvirt.store.jpa.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import javax.persistence.PersistenceException;
import javax.sql.DataSource;

import org.eclipse.persistence.exceptions.DatabaseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.ssvirt.model.Outcome;
import io.ssvirt.store.spi.Signal;
import io.ssvirt.store.spi.Signals;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;

/** Runs transactions on an entity manager of their own, and turns what the database has against them into values. */
final class JpaStore implements Store, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JpaStore.class);
    private static final int TRIES = 3;
    private static final int ALIVE_WITHIN_SECONDS = 2;

    private final EntityManagerFactory factory;
    private final DataSource database;
    private final SignalHub hub = new SignalHub();
    private final Courier courier;

    /** Opens the store; refused when the database went away just now. */
    static Outcome<Store> open(EntityManagerFactory factory, DataSource database) {
        return attempt(() -> Outcome.done(new JpaStore(factory, database, System::nanoTime)));
    }

    /** Takes a database that answers now; the mappings are made ready at once, so that a later outage cannot spoil them. */
    JpaStore(EntityManagerFactory factory, DataSource database, LongSupplier nanos) {
        this.factory = factory;
        this.database = database;
        EntityManager first = factory.createEntityManager();
        KeptPages.begin(first, nanos);
        first.close();
        this.courier = Courier.of(database, hub);
    }

    @Override
    public <T> Outcome<T> read(Function<Transaction, Outcome<T>> work) {
        return attempt(() -> {
            EntityManager em = factory.createEntityManager();
            try {
                return work.apply(new JpaTransaction(em));
            } finally {
                em.close();
            }
        });
    }

    @Override
    public <T> Outcome<T> write(Function<Transaction, Outcome<T>> work) {
        return attempt(() -> inTransaction(work));
    }

    private <T> Outcome<T> inTransaction(Function<Transaction, Outcome<T>> work) {
        EntityManager em = factory.createEntityManager();
        try {
            em.getTransaction().begin();
            List<Signal> signals = new ArrayList<>();
            Outcome<T> outcome = work.apply(new JpaTransaction(em, signals));
            if (outcome.refusal().isEmpty()) {
                courier.send(em, signals);
                KeptPages.commit(em);
                hub.deliver(signals);
            }
            return outcome;
        } finally {
            rollBack(em);
            em.close();
        }
    }

    /** A connection that broke cannot roll back what the server has forgotten already; why it broke is what counts. */
    private static void rollBack(EntityManager em) {
        try {
            if (em.getTransaction().isActive()) {
                em.getTransaction().rollback();
            }
        } catch (PersistenceException | DatabaseException broken) {
            LOG.debug("A transaction was given up with its connection", broken);
        }
    }

    /** What the JPA layer and the layer below it throw is the same to us: the database has something against it. */
    private static <T> Outcome<T> attempt(Supplier<Outcome<T>> work) {
        for (int tried = 1; ; tried++) {
            try {
                return work.get();
            } catch (PersistenceException | DatabaseException failure) {
                if (tried == TRIES || !DatabaseErrors.isWorthAnotherTry(failure)) {
                    return Outcome.refused(DatabaseErrors.of(failure).orElseThrow(() -> failure));
                }
                LOG.debug("Transaction tried again tried={}", tried, failure);
            }
        }
    }

    @Override
    public Signals signals() {
        return new Signals() {
            @Override
            public Runnable listen(String topic, Listener listener) {
                return hub.listen(topic, listener);
            }

            @Override
            public boolean isHeard() {
                return courier.isHeard();
            }
        };
    }

    /** Ends the listening; transactions go on for as long as the factory is open. */
    @Override
    public void close() {
        courier.close();
    }

    @Override
    public boolean isAlive() {
        try (Connection connection = database.getConnection()) {
            return connection.isValid(ALIVE_WITHIN_SECONDS);
        } catch (SQLException away) {
            LOG.debug("The database does not answer", away);
            return false;
        }
    }
}
