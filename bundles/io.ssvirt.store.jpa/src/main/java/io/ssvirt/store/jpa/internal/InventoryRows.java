package io.ssvirt.store.jpa.internal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import javax.persistence.EntityManager;

import io.ssvirt.model.EntityType;
import io.ssvirt.model.NamespaceName;
import io.ssvirt.model.VAppState;
import io.ssvirt.model.VdcState;
import io.ssvirt.store.jpa.internal.entity.Ids;
import io.ssvirt.store.jpa.internal.entity.Times;
import io.ssvirt.store.spi.InventoryRepository;

/** Everything that stands for an object in the cluster, read in one statement for each table and only as wide as needed. */
final class InventoryRows implements InventoryRepository {

    private static final String VDCS = "select e.id, e.name, e.organizationId, e.namespace, e.namespace, e.state,"
            + " e.namespaceUid, e.updatedAt from VdcEntity e";

    private static final String VAPPS =
            "select e.id, e.name, e.organizationId, e.namespace, coalesce(e.instanceName, e.name), e.state,"
                    + " e.instanceUid, e.updatedAt from VAppEntity e";

    private final EntityManager em;

    InventoryRows(EntityManager em) {
        this.em = em;
    }

    @Override
    public List<Placed> vdcs() {
        return em.createQuery(VDCS, Object[].class)
                .getResultStream()
                .map(row -> {
                    VdcState state = VdcState.valueOf((String) row[5]);
                    return placed(EntityType.VDC, row, state.isTransitional(), state == VdcState.DELETING);
                })
                .toList();
    }

    @Override
    public List<Placed> vapps() {
        return em.createQuery(VAPPS, Object[].class)
                .getResultStream()
                .map(row -> {
                    VAppState state = VAppState.valueOf((String) row[5]);
                    return placed(EntityType.VAPP, row, state.isTransitional(), state == VAppState.DELETING);
                })
                .toList();
    }

    @Override
    public Set<UUID> busy() {
        return em.createQuery("select distinct e.entityId from TaskEntity e where e.state <> 'ENDED'", String.class)
                .getResultStream()
                .map(UUID::fromString)
                .collect(Collectors.toSet());
    }

    private static Placed placed(EntityType type, Object[] row, boolean transitional, boolean deleting) {
        return new Placed(
                Ids.urn(type, (String) row[0]),
                (String) row[1],
                Ids.urn(EntityType.ORGANIZATION, (String) row[2]),
                new NamespaceName((String) row[3]),
                (String) row[4],
                transitional,
                deleting,
                Optional.ofNullable((String) row[6]).map(UUID::fromString),
                Times.instant((Long) row[7]));
    }
}
