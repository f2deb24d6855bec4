package io.ssvirt.store.jpa.internal;

import java.time.Instant;
import java.util.ArrayList;
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
        Map<UUID, Removed> found = new HashMap<>();
        by("id", entities).forEach(removed -> found.put(removed.entity().id(), removed));
        return found;
    }

    @Override
    public Map<UUID, Removed> findByUid(Collection<UUID> uids) {
        Map<UUID, Removed> found = new HashMap<>();
        by("objectUid", uids).forEach(removed -> found.put(removed.uid().orElseThrow(), removed));
        return found;
    }

    private List<Removed> by(String attribute, Collection<UUID> keys) {
        List<String> texts = keys.stream().map(UUID::toString).distinct().toList();
        List<Removed> found = new ArrayList<>();
        for (int from = 0; from < texts.size(); from += BATCH) {
            em.createQuery("select e from RemovedEntity e where e." + attribute + " in :keys", RemovedEntity.class)
                    .setParameter("keys", texts.subList(from, Math.min(texts.size(), from + BATCH)))
                    .getResultStream()
                    .map(RemovedEntity::value)
                    .forEach(found::add);
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
