package io.ssvirt.store.jpa.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.persistence.EntityManager;
import javax.persistence.Query;

import io.ssvirt.model.Page;
import io.ssvirt.model.Session;
import io.ssvirt.model.Urn;
import io.ssvirt.store.jpa.internal.Listing.Scope;
import io.ssvirt.store.jpa.internal.entity.Ids;
import io.ssvirt.store.jpa.internal.entity.SessionEntity;
import io.ssvirt.store.jpa.internal.entity.Times;
import io.ssvirt.store.spi.SessionRepository;
import io.ssvirt.store.spi.Signal;

/** Sessions on JPA. */
final class SessionRows implements SessionRepository {

    private static final Listing<SessionEntity> LISTING = new Listing<>(
            SessionEntity.class,
            Map.of("id", Column.id("id"), "createdAt", Column.order("createdAt")),
            "e.createdAt desc, e.id desc");

    private static final String OWNED = "select u, o, r, s" + Accounts.TABLES
            + " join SessionEntity s on s.userId = u.id where s.id = :id" + Accounts.ORDER;

    private final EntityManager em;
    private final List<Signal> signals;
    private final Rows<SessionEntity> rows;

    SessionRows(EntityManager em, List<Signal> signals) {
        this.em = em;
        this.signals = signals;
        this.rows = new Rows<>(em, SessionEntity.class);
    }

    @Override
    public Optional<Session> find(Urn id) {
        return rows.find(id).map(SessionEntity::value);
    }

    @Override
    public Optional<Owned> findOwned(Urn id) {
        List<Object[]> found = em.createQuery(OWNED, Object[].class)
                .setParameter("id", Ids.text(id))
                .getResultList();
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(new Owned(((SessionEntity) found.get(0)[3]).value(), Accounts.of(found)));
    }

    @Override
    public Page<Session> page(Urn user, io.ssvirt.model.Query query) {
        return LISTING.page(em, Scope.of("userId", Ids.text(user)), query, SessionEntity::value);
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
        rows.change(
                em.createQuery("delete from SessionEntity e where e.id = :id").setParameter("id", Ids.text(id)));
        signals.add(Signal.ofIdentity(id));
    }

    @Override
    public void deleteOfUser(Urn user, Optional<Urn> except) {
        Query deletion = em.createQuery("delete from SessionEntity e where e.userId = :user and e.id <> :except")
                .setParameter("user", Ids.text(user))
                .setParameter("except", except.map(Ids::text).orElse(""));
        rows.change(deletion);
        signals.add(Signal.ofIdentity(user));
    }

    @Override
    public void deleteOfToken(Urn token) {
        rows.change(em.createQuery("delete from SessionEntity e where e.apiTokenId = :token")
                .setParameter("token", Ids.text(token)));
        signals.add(Signal.ofIdentity(token));
    }

    @Override
    public int deleteEnded(Instant expiredBefore, Instant seenBefore) {
        return rows.change(em.createQuery("delete from SessionEntity e where e.expiresAt < :expired"
                        + " or (e.lastSeenAt < :seen and e.apiTokenId is null)")
                .setParameter("expired", Times.micros(expiredBefore))
                .setParameter("seen", Times.micros(seenBefore)));
    }

    @Override
    public long count(Instant now) {
        return em.createQuery("select count(e) from SessionEntity e where e.expiresAt > :now", Long.class)
                .setParameter("now", Times.micros(now))
                .getSingleResult();
    }
}
