package io.ssvirt.store.jpa.internal;

import java.time.Instant;
import java.util.Optional;

import javax.persistence.EntityManager;

import io.ssvirt.model.Session;
import io.ssvirt.model.Urn;
import io.ssvirt.store.jpa.internal.entity.Ids;
import io.ssvirt.store.jpa.internal.entity.SessionEntity;
import io.ssvirt.store.jpa.internal.entity.Times;
import io.ssvirt.store.spi.SessionRepository;

/** Sessions on JPA. */
final class SessionRows implements SessionRepository {

    private final EntityManager em;
    private final Rows<SessionEntity> rows;

    SessionRows(EntityManager em) {
        this.em = em;
        this.rows = new Rows<>(em, SessionEntity.class);
    }

    @Override
    public Optional<Session> find(Urn id) {
        return rows.find(id).map(SessionEntity::value);
    }

    @Override
    public void insert(Session session) {
        rows.insert(new SessionEntity(session));
    }

    @Override
    public void touch(Urn id, Instant seen) {
        rows.change(em.createQuery("update SessionEntity e set e.lastSeenAt = :seen where e.id = :id")
                .setParameter("seen", Times.micros(seen))
                .setParameter("id", Ids.text(id)));
    }

    @Override
    public void delete(Urn id) {
        rows.delete(id);
    }

    @Override
    public int deleteEnded(Instant expiredBefore, Instant seenBefore) {
        return rows.change(
                em.createQuery("delete from SessionEntity e where e.expiresAt < :expired or e.lastSeenAt < :seen")
                        .setParameter("expired", Times.micros(expiredBefore))
                        .setParameter("seen", Times.micros(seenBefore)));
    }
}
