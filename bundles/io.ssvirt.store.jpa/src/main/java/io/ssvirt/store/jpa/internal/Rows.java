package io.ssvirt.store.jpa.internal;

import java.util.Optional;

import javax.persistence.EntityManager;
import javax.persistence.LockModeType;
import javax.persistence.Query;

import org.eclipse.persistence.sessions.UnitOfWork;

import io.ssvirt.model.Urn;
import io.ssvirt.store.jpa.internal.entity.Ids;

/** The rows of one table. Every write reaches the database at once, so that whatever it has against one shows at that one. */
final class Rows<E> {

    private final EntityManager em;
    private final Class<E> type;

    Rows(EntityManager em, Class<E> type) {
        this.em = em;
        this.type = type;
    }

    Optional<E> find(Urn id) {
        return Optional.ofNullable(em.find(type, Ids.text(id)));
    }

    /** Reads the row anew and holds it until the transaction ends, in one statement. */
    Optional<E> findLocked(Urn id) {
        return em.createQuery("select e from " + type.getSimpleName() + " e where e.id = :id", type)
                .setParameter("id", Ids.text(id))
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setHint("eclipselink.refresh", "true")
                .getResultStream()
                .findFirst();
    }

    E required(Urn id) {
        return find(id).orElseThrow(() -> new IllegalStateException("no row to update: " + id));
    }

    /** Takes a row that a statement of its own has read, as if it had been found; what is changed in it then reaches the database. */
    E known(E row) {
        return type.cast(em.unwrap(UnitOfWork.class).registerExistingObject(row));
    }

    void insert(E row) {
        em.persist(row);
        em.flush();
    }

    void flush() {
        em.flush();
    }

    /** Carries out a statement and forgets the rows that were read before, because it may have changed them. */
    int change(Query statement) {
        int changed = statement.executeUpdate();
        em.clear();
        return changed;
    }

    /** Deletes the row if it is there. */
    void delete(Urn id) {
        change(em.createQuery("delete from " + type.getSimpleName() + " e where e.id = :id")
                .setParameter("id", Ids.text(id)));
    }
}
