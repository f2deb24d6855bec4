package io.ssvirt.store.jpa.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import java.util.function.Supplier;

import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import javax.persistence.PersistenceException;
import javax.sql.DataSource;

import org.eclipse.persistence.exceptions.DatabaseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.ssvirt.model.Outcome;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;

/** Runs transactions on an entity manager of their own, and turns what the database has against them into values. */
final class JpaStore implements Store {

    private static final Logger LOG = LoggerFactory.getLogger(JpaStore.class);
    private static final int TRIES = 3;
    private static final int ALIVE_WITHIN_SECONDS = 2;

    private final EntityManagerFactory factory;
    private final DataSource database;

    /** Opens the store; refused when the database went away just now. */
    static Outcome<Store> open(EntityManagerFactory factory, DataSource database) {
        return attempt(() -> Outcome.done(new JpaStore(factory, database)));
    }

    /** Takes a database that answers now; the mappings are made ready at once, so that a later outage cannot spoil them. */
    JpaStore(EntityManagerFactory factory, DataSource database) {
        this.factory = factory;
        this.database = database;
        factory.createEntityManager().close();
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
            Outcome<T> outcome = work.apply(new JpaTransaction(em));
            if (outcome.refusal().isEmpty()) {
                em.getTransaction().commit();
            }
            return outcome;
        } finally {
            if (em.getTransaction().isActive()) {
                em.getTransaction().rollback();
            }
            em.close();
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
    public boolean isAlive() {
        try (Connection connection = database.getConnection()) {
            return connection.isValid(ALIVE_WITHIN_SECONDS);
        } catch (SQLException away) {
            LOG.debug("The database does not answer", away);
            return false;
        }
    }
}
