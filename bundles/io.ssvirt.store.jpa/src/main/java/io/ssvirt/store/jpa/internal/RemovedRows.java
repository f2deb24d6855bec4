package io.ssvirt.store.jpa.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import javax.persistence.EntityManager;

import io.ssvirt.store.jpa.internal.entity.RemovedEntity;
import io.ssvirt.store.jpa.internal.entity.Times;
import io.ssvirt.store.spi.RemovedRepository;

/** Tombstones on JPA. */
final class RemovedRows implements RemovedRepository {

    /** Databases limit how many parameters a statement has. */
    private static final int BATCH = 500;

    private final EntityManager em;

    RemovedRows(EntityManager em) {
        this.em = em;
    }

    @Override
    public void insert(Removed removed) {
        em.merge(new RemovedEntity(removed));
        em.flush();
    }

    @Override
    public Map<UUID, Removed> find(Collection<UUID> entities) {
        List<String> ids = entities.stream().map(UUID::toString).distinct().toList();
        Map<UUID, Removed> found = new HashMap<>();
        for (int from = 0; from < ids.size(); from += BATCH) {
            em.createQuery("select e from RemovedEntity e where e.id in :ids", RemovedEntity.class)
                    .setParameter("ids", ids.subList(from, Math.min(ids.size(), from + BATCH)))
                    .getResultStream()
                    .map(RemovedEntity::value)
                    .forEach(removed -> found.put(removed.entity().id(), removed));
        }
        return found;
    }

    @Override
    public int purge(Instant before) {
        return em.createQuery("delete from RemovedEntity e where e.removedAt < :before")
                .setParameter("before", Times.micros(before))
                .executeUpdate();
    }
}
