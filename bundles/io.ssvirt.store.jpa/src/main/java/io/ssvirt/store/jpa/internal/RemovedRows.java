package io.ssvirt.store.jpa.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import javax.persistence.EntityManager;

import io.ssvirt.model.Urn;
import io.ssvirt.store.jpa.internal.entity.Ids;
import io.ssvirt.store.jpa.internal.entity.RemovedEntity;
import io.ssvirt.store.jpa.internal.entity.Times;
import io.ssvirt.store.spi.RemovedRepository;

/** Tombstones on JPA. */
final class RemovedRows implements RemovedRepository {

    /** Databases limit how many parameters a statement has. */
    private static final int BATCH = 500;

    private static final String BURY =
            "insert into removed_entities (id, entity_type, entity_name, organization_id, namespace,"
                    + " object_name, object_uid, removed_at) ";

    private static final String VAPPS = "select v.id, 'VAPP', v.name, v.organization_id, v.namespace,"
            + " coalesce(v.instance_name, v.name), v.instance_uid, cast(?2 as bigint) from %s v where"
            + " not exists (select r.id from removed_entities r where r.id = v.id)";

    private static final String VDC = "select d.id, 'VDC', d.name, d.organization_id, d.namespace, d.namespace,"
            + " coalesce(nullif(?3, ''), d.namespace_uid), cast(?2 as bigint) from %s d where"
            + " not exists (select r.id from removed_entities r where r.id = d.id)";

    private static final String IN_VDC = VAPPS.formatted("vapps") + " and v.vdc_id = ?1 union all ";

    private static final String DELETE = "delete from vdcs where id = ?1";

    private static final String DELETE_VAPP = "delete from vapps where id = ?1";

    private static final String BURY_VAPP_ON_POSTGRES =
            "with gone as (" + DELETE_VAPP + " returning *) " + BURY + VAPPS.formatted("gone");

    private static final String BURY_VAPP_ON_H2 = BURY + VAPPS.formatted("old table (" + DELETE_VAPP + ")");

    /** On PostgreSQL every part of a statement sees what was before it, so vApps that go with their VDC are still seen. */
    private static final String BURY_VDC_ON_POSTGRES =
            "with gone as (" + DELETE + " returning *) " + BURY + IN_VDC + VDC.formatted("gone");

    /** H2 reads the vApps before it comes to the VDC. */
    private static final String BURY_VDC_ON_H2 = BURY + IN_VDC + VDC.formatted("old table (" + DELETE + ")");

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
    public void buryVApp(Urn vapp, Instant at) {
        em.createNativeQuery(Reads.isPostgres(em) ? BURY_VAPP_ON_POSTGRES : BURY_VAPP_ON_H2)
                .setParameter(1, Ids.text(vapp))
                .setParameter(2, Times.micros(at))
                .executeUpdate();
        em.clear();
    }

    @Override
    public void buryVdc(Urn vdc, Optional<UUID> uid, Instant at) {
        em.createNativeQuery(Reads.isPostgres(em) ? BURY_VDC_ON_POSTGRES : BURY_VDC_ON_H2)
                .setParameter(1, Ids.text(vdc))
                .setParameter(2, Times.micros(at))
                .setParameter(3, uid.map(UUID::toString).orElse(""))
                .executeUpdate();
        em.clear();
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
