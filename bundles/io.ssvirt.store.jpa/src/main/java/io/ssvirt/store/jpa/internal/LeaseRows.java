package io.ssvirt.store.jpa.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import javax.persistence.EntityManager;

import io.ssvirt.store.jpa.internal.entity.Times;
import io.ssvirt.store.spi.Lease;
import io.ssvirt.store.spi.LeaseRepository;

/** Leases. What decides between processes is one statement each, so that the database is the only judge. */
final class LeaseRows implements LeaseRepository {

    private static final String INSERT = "insert into leases (name, holder, epoch, expires_at)"
            + " select ?1, '', 0, 0 from (values (1)) as one where not exists (select 1 from leases where name = ?2)";

    private static final String TAKE = "update leases set epoch = case when holder = ?1 then epoch else epoch + 1 end,"
            + " holder = ?1, expires_at = ?2 where name = ?3 and (holder = ?1 or expires_at < ?4)";

    private final EntityManager em;

    LeaseRows(EntityManager em) {
        this.em = em;
    }

    @Override
    public Optional<Long> acquire(String name, String holder, Instant now, Instant until) {
        em.createNativeQuery(INSERT).setParameter(1, name).setParameter(2, name).executeUpdate();
        int taken = em.createNativeQuery(TAKE)
                .setParameter(1, holder)
                .setParameter(2, Times.micros(until))
                .setParameter(3, name)
                .setParameter(4, Times.micros(now))
                .executeUpdate();
        return taken == 1 ? find(name).map(Lease::epoch) : Optional.empty();
    }

    @Override
    public Optional<Lease> find(String name) {
        List<?> rows = em.createNativeQuery("select holder, epoch, expires_at from leases where name = ?1")
                .setParameter(1, name)
                .getResultList();
        return rows.stream().map(Object[].class::cast).map(LeaseRows::lease).findFirst();
    }

    private static Lease lease(Object... row) {
        return new Lease((String) row[0], ((Number) row[1]).longValue(), Times.instant(((Number) row[2]).longValue()));
    }

    @Override
    public void release(String name, String holder) {
        em.createNativeQuery("update leases set expires_at = 0 where name = ?1 and holder = ?2")
                .setParameter(1, name)
                .setParameter(2, holder)
                .executeUpdate();
    }
}
