package io.ssvirt.store.jpa.internal;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import javax.persistence.EntityManager;

import io.ssvirt.model.Urn;
import io.ssvirt.model.Vm;
import io.ssvirt.store.jpa.internal.entity.Ids;
import io.ssvirt.store.jpa.internal.entity.VmEntity;
import io.ssvirt.store.spi.VmRepository;

/** VMs on JPA. */
final class VmRows implements VmRepository {

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
