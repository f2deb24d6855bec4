package io.ssvirt.store.jpa.internal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.persistence.EntityManager;

import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Role;
import io.ssvirt.model.Urn;
import io.ssvirt.store.jpa.internal.Listing.Scope;
import io.ssvirt.store.jpa.internal.entity.Ids;
import io.ssvirt.store.jpa.internal.entity.RoleEntity;
import io.ssvirt.store.spi.RoleRepository;
import io.ssvirt.store.spi.Signal;

/** Roles on JPA. */
final class RoleRows implements RoleRepository {

    private static final Listing<RoleEntity> LISTING = new Listing<>(
            RoleEntity.class,
            Map.of(
                    "name", Column.text("name"),
                    "description", Column.text("description"),
                    "id", Column.id("id"),
                    "readOnly", Column.flag("readOnly"),
                    "createdAt", Column.order("createdAt"),
                    "updatedAt", Column.order("updatedAt")),
            "e.name asc, e.id asc");

    private final EntityManager em;
    private final List<Signal> signals;
    private final Rows<RoleEntity> rows;

    RoleRows(EntityManager em, List<Signal> signals) {
        this.em = em;
        this.signals = signals;
        this.rows = new Rows<>(em, RoleEntity.class);
    }

    @Override
    public Optional<Role> find(Urn id) {
        return rows.find(id).map(RoleEntity::value);
    }

    @Override
    public Optional<Role> findLocked(Urn id) {
        return rows.findLocked(id).map(RoleEntity::value);
    }

    @Override
    public List<Role> findAll(Collection<Urn> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return em.createQuery("select e from RoleEntity e where e.id in :ids order by e.name", RoleEntity.class)
                .setParameter("ids", ids.stream().map(Ids::text).toList())
                .getResultStream()
                .map(RoleEntity::value)
                .toList();
    }

    @Override
    public Optional<Role> findByName(String name) {
        return em.createQuery("select e from RoleEntity e where e.name = :name", RoleEntity.class)
                .setParameter("name", name)
                .getResultStream()
                .findFirst()
                .map(RoleEntity::value);
    }

    @Override
    public Page<Role> page(Query query) {
        return LISTING.page(em, Scope.ALL, query, RoleEntity::value);
    }

    @Override
    public void insert(Role role) {
        rows.insert(new RoleEntity(role));
    }

    @Override
    public void update(Role role) {
        rows.required(role.id()).set(role);
        rows.flush();
        signals.add(Signal.ofIdentity(role.id()));
    }

    @Override
    public void delete(Urn id) {
        rows.delete(id);
        signals.add(Signal.ofIdentity(id));
    }
}
