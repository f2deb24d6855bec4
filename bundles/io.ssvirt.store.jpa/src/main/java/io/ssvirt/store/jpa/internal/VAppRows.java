package io.ssvirt.store.jpa.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import javax.persistence.EntityManager;
import javax.persistence.LockModeType;

import io.ssvirt.model.InstancePhase;
import io.ssvirt.model.NamespaceName;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Urn;
import io.ssvirt.model.VApp;
import io.ssvirt.model.VAppState;
import io.ssvirt.model.VAppStatus;
import io.ssvirt.model.VdcState;
import io.ssvirt.model.Vm;
import io.ssvirt.store.jpa.internal.Listing.Hanging;
import io.ssvirt.store.jpa.internal.Listing.Scope;
import io.ssvirt.store.jpa.internal.Listing.Totals;
import io.ssvirt.store.jpa.internal.entity.Ids;
import io.ssvirt.store.jpa.internal.entity.Times;
import io.ssvirt.store.jpa.internal.entity.VAppEntity;
import io.ssvirt.store.jpa.internal.entity.VmEntity;
import io.ssvirt.store.spi.Signal;
import io.ssvirt.store.spi.VAppRepository;

/** vApps on JPA. */
final class VAppRows implements VAppRepository {

    private static final Totals TOTALS = Totals.in("vapps");

    private static final Listing<VAppEntity> LISTING = new Listing<>(
            VAppEntity.class,
            Map.ofEntries(
                    Map.entry("name", Column.text("name")),
                    Map.entry("status", Column.text("status")),
                    Map.entry("description", Column.text("description")),
                    Map.entry("id", Column.id("id")),
                    Map.entry("vdcId", Column.id("vdcId")),
                    Map.entry("vdc.id", Column.id("vdcId")),
                    Map.entry("createdAt", Column.order("createdAt")),
                    Map.entry("updatedAt", Column.order("updatedAt"))),
            "e.createdAt desc, e.id desc");

    private static final Hanging<VmEntity> MACHINES = new Hanging<>(VmEntity.class, "c.vappId = e.id", "c.name, c.id");

    private static final String INSERT = "insert into vapps (id, vdc_id, organization_id, namespace, name,"
            + " instance_name, description, template_namespace, template_name, state, instance_phase, status, failure,"
            + " created_at, updated_at) select ?1, v.id, v.organization_id, v.namespace, ?3,"
            + " case when exists (select o.id from vapps o where o.namespace = v.namespace and o.name <> ?3"
            + " and coalesce(o.instance_name, o.name) = ?4) then ?10 else ?4 end, ?5, ?6, ?7, '" + VAppState.CREATING
            + "', '" + InstancePhase.PENDING + "', '" + VAppStatus.INSTANTIATING + "', '', ?8, ?8 from vdcs v"
            + " where v.id = ?2 and v.enabled = true and ?9 in ('', v.organization_id) and v.state in (%s) for update";

    private final EntityManager em;
    private final List<Signal> signals;
    private final Rows<VAppEntity> rows;

    VAppRows(EntityManager em, List<Signal> signals) {
        this.em = em;
        this.signals = signals;
        this.rows = new Rows<>(em, VAppEntity.class);
    }

    @Override
    public Optional<VApp> find(Urn id) {
        return rows.find(id).map(VAppEntity::value);
    }

    @Override
    public Optional<VApp> findLocked(Urn id) {
        return rows.findLocked(id).map(VAppEntity::value);
    }

    @Override
    public Optional<VApp> findByInstanceLocked(NamespaceName namespace, String name) {
        return em.createQuery(
                        "select e from VAppEntity e where e.namespace = :namespace"
                                + " and coalesce(e.instanceName, e.name) = :name",
                        VAppEntity.class)
                .setParameter("namespace", namespace.value())
                .setParameter("name", name)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst()
                .map(VAppEntity::value);
    }

    @Override
    public Optional<VApp> findByName(Urn vdc, String name) {
        return em.createQuery("select e from VAppEntity e where e.vdcId = :vdc and e.name = :name", VAppEntity.class)
                .setParameter("vdc", Ids.text(vdc))
                .setParameter("name", name)
                .getResultStream()
                .findFirst()
                .map(VAppEntity::value);
    }

    @Override
    public Optional<Manned> findManned(Urn id) {
        return manned(Scope.of("id", Ids.text(id)), Query.page(1, 1))
                .flatMap(page -> page.values().stream().findFirst());
    }

    @Override
    public Optional<Page<Manned>> mannedPage(Urn vdc, Optional<Urn> organization, Query query) {
        Scope scope = Scope.of("vdcId", Ids.text(vdc));
        return manned(
                organization
                        .map(only -> scope.ownedBy(
                                "vdcs", "o.organization_id = :organization", Map.of("organization", Ids.text(only))))
                        .orElseGet(() -> scope.ownedBy("vdcs")),
                query);
    }

    @Override
    public Page<Manned> mannedPageOf(Optional<Urn> organization, Query query) {
        return manned(Scope.counted(organization, TOTALS), query).orElseThrow();
    }

    /** A lock leaves alone what is joined from outside, on H2 by itself. */
    @Override
    public Optional<Manned> findMannedLocked(Urn id) {
        EntityTable<VAppEntity> table = EntityTable.of(VAppEntity.class);
        EntityTable<VmEntity> machines = EntityTable.of(VmEntity.class);
        int first = table.width() + 1;
        int machine = first + machines.position("id");
        String sql = "select " + table.selected("e") + ", " + machines.selected("c")
                + " from vapps e left join vms c on c.vapp_id = e.id where e.id = ? order by c.name, c.id for update"
                + (Reads.isPostgres(em) ? " of e" : "");
        return Reads.query(em, sql, List.of(Ids.text(id)), found -> {
            VApp vapp = null;
            List<Vm> manning = new ArrayList<>();
            while (found.next()) {
                vapp = vapp == null ? table.read(found, 1).value() : vapp;
                if (found.getString(machine) != null) {
                    manning.add(machines.read(found, first).value());
                }
            }
            return Optional.ofNullable(vapp).map(held -> new Manned(held, manning));
        });
    }

    private Optional<Page<Manned>> manned(Scope scope, Query query) {
        return LISTING.families(
                em,
                scope,
                query,
                MACHINES,
                found -> new Manned(
                        found.row().value(),
                        found.children().stream().map(VmEntity::value).toList()));
    }

    @Override
    public Page<VApp> page(Urn vdc, Query query) {
        return LISTING.page(em, Scope.of("vdcId", Ids.text(vdc)), query, VAppEntity::value);
    }

    @Override
    public List<VApp> ofVdc(Urn vdc) {
        return em.createQuery("select e from VAppEntity e where e.vdcId = :vdc order by e.name", VAppEntity.class)
                .setParameter("vdc", Ids.text(vdc))
                .getResultStream()
                .map(VAppEntity::value)
                .toList();
    }

    @Override
    public boolean bury(Urn id, Instant now) {
        return rows.change(em.createQuery("update VAppEntity e set e.state = :state, e.status = :status,"
                                + " e.updatedAt = :now where e.id = :id")
                        .setParameter("state", VAppState.DELETING.name())
                        .setParameter("status", VAppStatus.DELETING.name())
                        .setParameter("now", Times.micros(now))
                        .setParameter("id", Ids.text(id)))
                == 1;
    }

    @Override
    public boolean settle(Urn id, UUID instance, Instant now) {
        return rows.change(em.createQuery("update VAppEntity e set e.state = :ready, e.instanceUid = :uid,"
                                + " e.updatedAt = :now where e.id = :id and e.state = :creating"
                                + " and e.instancePhase = :pending and e.status = :status")
                        .setParameter("ready", VAppState.READY.name())
                        .setParameter("uid", instance.toString())
                        .setParameter("now", Times.micros(now))
                        .setParameter("id", Ids.text(id))
                        .setParameter("creating", VAppState.CREATING.name())
                        .setParameter("pending", InstancePhase.PENDING.name())
                        .setParameter("status", VAppStatus.INSTANTIATING.name()))
                == 1;
    }

    @Override
    public Optional<VApp> insert(Draft draft, Set<VdcState> into, Optional<Urn> organization) {
        String states = into.stream().map(state -> "'" + state + "'").sorted().collect(Collectors.joining(", "));
        return Returning.row(
                        em,
                        VAppEntity.class,
                        INSERT.formatted(states),
                        Ids.text(draft.id()),
                        Ids.text(draft.vdcId()),
                        draft.name(),
                        draft.instanceName(),
                        draft.description(),
                        draft.templateNamespace(),
                        draft.templateName(),
                        Times.micros(draft.at()),
                        organization.map(Ids::text).orElse(""),
                        draft.spareName())
                .map(VAppEntity::value);
    }

    @Override
    public void deleteOfVdc(Urn vdc) {
        rows.change(
                em.createQuery("delete from VAppEntity e where e.vdcId = :vdc").setParameter("vdc", Ids.text(vdc)));
    }

    @Override
    public void insert(VApp vapp) {
        rows.insert(new VAppEntity(vapp));
    }

    @Override
    public void update(VApp vapp) {
        VAppEntity row = rows.required(vapp.id());
        boolean renamed = !row.value().name().equals(vapp.name());
        row.set(vapp);
        rows.flush();
        if (renamed) {
            signals.add(Signal.ofIdentity(vapp.id()));
        }
    }

    @Override
    public void delete(Urn id) {
        rows.delete(id);
    }
}
