package io.ssvirt.store.jpa.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import javax.persistence.EntityManager;

import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Urn;
import io.ssvirt.model.Vdc;
import io.ssvirt.model.VdcState;
import io.ssvirt.store.jpa.internal.Listing.Scope;
import io.ssvirt.store.jpa.internal.entity.Ids;
import io.ssvirt.store.jpa.internal.entity.Times;
import io.ssvirt.store.jpa.internal.entity.VdcEntity;
import io.ssvirt.store.spi.Signal;
import io.ssvirt.store.spi.VdcRepository;

/** VDCs on JPA. */
final class VdcRows implements VdcRepository {

    private static final Listing<VdcEntity> LISTING = new Listing<>(
            VdcEntity.class,
            Map.of(
                    "name", Column.text("name"),
                    "description", Column.text("description"),
                    "allocationModel", Column.text("allocationModel"),
                    "isEnabled", Column.flag("enabled"),
                    "status", Column.text("state"),
                    "id", Column.id("id"),
                    "createdAt", Column.order("createdAt"),
                    "created_at", Column.order("createdAt"),
                    "updatedAt", Column.order("updatedAt"),
                    "updated_at", Column.order("updatedAt")),
            "e.createdAt desc, e.id desc");

    private final EntityManager em;
    private final List<Signal> signals;
    private final Rows<VdcEntity> rows;

    VdcRows(EntityManager em, List<Signal> signals) {
        this.em = em;
        this.signals = signals;
        this.rows = new Rows<>(em, VdcEntity.class);
    }

    @Override
    public Optional<Vdc> find(Urn id) {
        return rows.find(id).map(VdcEntity::value);
    }

    @Override
    public Optional<Vdc> findLocked(Urn id) {
        return rows.findLocked(id).map(VdcEntity::value);
    }

    @Override
    public Page<Vdc> page(Optional<Urn> organization, Query query) {
        Scope scope =
                organization.map(id -> Scope.of("organizationId", Ids.text(id))).orElse(Scope.ALL);
        return LISTING.page(em, scope, query).map(VdcEntity::value);
    }

    @Override
    public Set<String> namespacesStartingWith(String prefix) {
        return em.createQuery("select e.namespace from VdcEntity e where e.namespace like :prefix", String.class)
                .setParameter("prefix", prefix + "%")
                .getResultStream()
                .collect(Collectors.toSet());
    }

    @Override
    public List<Vdc> ofOrganization(Urn organization) {
        return em.createQuery(
                        "select e from VdcEntity e where e.organizationId = :id order by e.name, e.id", VdcEntity.class)
                .setParameter("id", Ids.text(organization))
                .getResultStream()
                .map(VdcEntity::value)
                .toList();
    }

    @Override
    public boolean settle(Urn id, VdcState from, VdcState to, Optional<UUID> uid, Instant now) {
        String identity = uid.isPresent() ? ", e.namespaceUid = :uid" : "";
        javax.persistence.Query settled = em.createQuery("update VdcEntity e set e.state = :to, e.updatedAt = :now"
                        + identity + " where e.id = :id and e.state = :from")
                .setParameter("to", to.name())
                .setParameter("now", Times.micros(now))
                .setParameter("id", Ids.text(id))
                .setParameter("from", from.name());
        uid.ifPresent(known -> settled.setParameter("uid", known.toString()));
        return rows.change(settled) == 1;
    }

    @Override
    public void insert(Vdc vdc) {
        rows.insert(new VdcEntity(vdc));
    }

    @Override
    public void update(Vdc vdc) {
        VdcEntity row = rows.required(vdc.id());
        boolean renamed = !row.value().name().equals(vdc.name());
        row.set(vdc);
        rows.flush();
        if (renamed) {
            signals.add(Signal.ofIdentity(vdc.id()));
        }
    }

    @Override
    public void delete(Urn id) {
        rows.delete(id);
    }
}
