package io.ssvirt.store.jpa.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import javax.persistence.EntityManager;

import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Urn;
import io.ssvirt.model.Vm;
import io.ssvirt.model.VmStatus;
import io.ssvirt.store.jpa.internal.Listing.Scope;
import io.ssvirt.store.jpa.internal.Listing.Totals;
import io.ssvirt.store.jpa.internal.entity.Ids;
import io.ssvirt.store.jpa.internal.entity.Times;
import io.ssvirt.store.jpa.internal.entity.VmEntity;
import io.ssvirt.store.spi.VmRepository;

/** VMs on JPA. */
final class VmRows implements VmRepository {

    private static final Totals TOTALS = Totals.in("vms");

    private static final Listing<VmEntity> LISTING = new Listing<>(
            VmEntity.class,
            Map.ofEntries(
                    Map.entry("name", Column.text("name")),
                    Map.entry("status", Column.text("status")),
                    Map.entry("description", Column.text("description")),
                    Map.entry("guestOs", Column.text("guestOs")),
                    Map.entry("id", Column.id("id")),
                    Map.entry("vappId", Column.id("vappId")),
                    Map.entry("vapp.id", Column.id("vappId")),
                    Map.entry("vdcId", Column.id("vdcId")),
                    Map.entry("vdc.id", Column.id("vdcId")),
                    Map.entry("numCpus", Column.order("cpus")),
                    Map.entry("memoryMB", Column.order("memoryBytes")),
                    Map.entry("createdAt", Column.order("createdAt")),
                    Map.entry("updatedAt", Column.order("updatedAt"))),
            "e.createdAt desc, e.id desc");

    /** SQL of its own, because the JPA layer writes values into the text of a statement that has such functions. */
    private static final String NOTE_SHAPE = "update vms set name = coalesce(nullif(?1, ''), name), description = ?2,"
            + " cpus = coalesce(nullif(?3, 0), cpus), cores_per_socket = coalesce(nullif(?4, 0), cores_per_socket),"
            + " memory_bytes = coalesce(nullif(?5, 0), memory_bytes), conditions = ?6, updated_at = ?7 where id = ?8";

    private final EntityManager em;
    private final Rows<VmEntity> rows;

    VmRows(EntityManager em) {
        this.em = em;
        this.rows = new Rows<>(em, VmEntity.class);
    }

    @Override
    public Optional<Vm> find(Urn id) {
        return rows.find(id).map(VmEntity::value);
    }

    @Override
    public Optional<Vm> findLocked(Urn id) {
        return rows.findLocked(id).map(VmEntity::value);
    }

    @Override
    public List<Vm> ofVApps(Collection<Urn> vapps) {
        if (vapps.isEmpty()) {
            return List.of();
        }
        return em.createQuery("select e from VmEntity e where e.vappId in :vapps order by e.name, e.id", VmEntity.class)
                .setParameter("vapps", vapps.stream().map(Ids::text).toList())
                .getResultStream()
                .map(VmEntity::value)
                .toList();
    }

    @Override
    public Page<Vm> pageOf(Optional<Urn> organization, Query query) {
        return LISTING.page(em, Scope.counted(organization, TOTALS), query, VmEntity::value);
    }

    @Override
    public void note(Collection<Urn> ids, VmStatus status, Set<VmStatus> unless, Instant now) {
        if (ids.isEmpty()) {
            return;
        }
        rows.change(em.createQuery("update VmEntity e set e.status = :status, e.updatedAt = :now"
                        + " where e.id in :ids and e.status not in :unless")
                .setParameter("status", status.name())
                .setParameter("now", Times.micros(now))
                .setParameter("ids", ids.stream().map(Ids::text).toList())
                .setParameter("unless", unless.stream().map(VmStatus::name).toList()));
    }

    @Override
    public void note(Urn id, Shape shape, Instant now) {
        rows.change(em.createNativeQuery(NOTE_SHAPE)
                .setParameter(1, shape.name())
                .setParameter(2, shape.description())
                .setParameter(3, shape.cpus())
                .setParameter(4, shape.coresPerSocket())
                .setParameter(5, shape.memoryBytes())
                .setParameter(6, VmEntity.written(shape.conditions()))
                .setParameter(7, Times.micros(now))
                .setParameter(8, Ids.text(id)));
    }

    @Override
    public void insert(Vm vm) {
        rows.insert(new VmEntity(vm));
    }

    @Override
    public void update(Vm vm) {
        rows.required(vm.id()).set(vm);
        rows.flush();
    }

    @Override
    public void delete(Urn id) {
        rows.delete(id);
    }

    @Override
    public void deleteOf(Urn vapp) {
        rows.change(
                em.createQuery("delete from VmEntity e where e.vappId = :vapp").setParameter("vapp", Ids.text(vapp)));
    }
}
