package io.ssvirt.store.jpa.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.persistence.EntityManager;

import io.ssvirt.model.EntityType;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Urn;
import io.ssvirt.store.jpa.internal.Listing.Computing;
import io.ssvirt.store.jpa.internal.Listing.Scope;
import io.ssvirt.store.jpa.internal.Listing.Totals;
import io.ssvirt.store.jpa.internal.entity.Ids;
import io.ssvirt.store.jpa.internal.entity.OrganizationEntity;
import io.ssvirt.store.spi.OrganizationRepository;
import io.ssvirt.store.spi.Signal;

/** Organizations on JPA. */
final class OrganizationRows implements OrganizationRepository {

    private static final Totals TOTALS = Totals.in("organizations");

    private static final Listing<OrganizationEntity> LISTING = new Listing<>(
            OrganizationEntity.class,
            Map.of(
                    "name", Column.text("name"),
                    "displayName", Column.text("displayName"),
                    "description", Column.text("description"),
                    "isEnabled", Column.flag("enabled"),
                    "enabled", Column.flag("enabled"),
                    "id", Column.id("id"),
                    "createdAt", Column.order("createdAt"),
                    "updatedAt", Column.order("updatedAt")),
            "e.name asc, e.id asc");

    private static final String USAGE = "select o.id,"
            + " (select count(v) from VdcEntity v where v.organizationId = o.id),"
            + " (select count(c) from CatalogEntity c where c.organizationId = o.id),"
            + " (select count(a) from VAppEntity a where a.organizationId = o.id),"
            + " (select count(m) from VmEntity m where m.organizationId = o.id and m.status = 'POWERED_ON'),"
            + " (select count(u) from UserEntity u where u.organizationId = o.id)"
            + " from OrganizationEntity o where o.id in :ids";

    private static final Computing COUNTS = new Computing(
            "organization_counts x on x.organization_id = e.id",
            List.of("x.vdcs", "x.catalogs", "x.vapps", "x.running_vms", "x.users"));

    private final EntityManager em;
    private final List<Signal> signals;
    private final Rows<OrganizationEntity> rows;

    OrganizationRows(EntityManager em, List<Signal> signals) {
        this.em = em;
        this.signals = signals;
        this.rows = new Rows<>(em, OrganizationEntity.class);
    }

    @Override
    public Optional<Organization> find(Urn id) {
        return rows.find(id).map(OrganizationEntity::value);
    }

    @Override
    public Optional<Organization> findLocked(Urn id) {
        return rows.findLocked(id).map(OrganizationEntity::value);
    }

    @Override
    public Optional<Organization> findByName(String name) {
        return em.createQuery("select e from OrganizationEntity e where e.name = :name", OrganizationEntity.class)
                .setParameter("name", name)
                .getResultStream()
                .findFirst()
                .map(OrganizationEntity::value);
    }

    @Override
    public Optional<Used> findUsed(Urn id) {
        return usedPage(Optional.of(id), Query.page(1, 1)).values().stream().findFirst();
    }

    @Override
    public Page<Used> usedPage(Optional<Urn> only, Query query) {
        return LISTING.computed(
                em, scope(only), query, COUNTS, found -> new Used(found.row().value(), usage(found.values())));
    }

    private static Usage usage(List<Object> counts) {
        return new Usage(
                number(counts.get(0)),
                number(counts.get(1)),
                number(counts.get(2)),
                number(counts.get(3)),
                number(counts.get(4)));
    }

    private static Scope scope(Optional<Urn> only) {
        return only.map(id -> Scope.of("id", Ids.text(id))).orElseGet(() -> Scope.counted(Optional.empty(), TOTALS));
    }

    @Override
    public List<Organization> findAll(Collection<Urn> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return em.createQuery("select e from OrganizationEntity e where e.id in :ids", OrganizationEntity.class)
                .setParameter("ids", ids.stream().map(Ids::text).toList())
                .getResultStream()
                .map(OrganizationEntity::value)
                .toList();
    }

    @Override
    public Page<Organization> page(Optional<Urn> only, Query query) {
        return LISTING.page(em, scope(only), query, OrganizationEntity::value);
    }

    @Override
    public Map<Urn, Usage> usage(Collection<Urn> ids) {
        Map<Urn, Usage> usage = new HashMap<>();
        if (ids.isEmpty()) {
            return usage;
        }
        List<Object[]> counted = em.createQuery(USAGE, Object[].class)
                .setParameter("ids", ids.stream().map(Ids::text).toList())
                .getResultList();
        counted.forEach(row -> usage.put(
                Ids.urn(EntityType.ORGANIZATION, (String) row[0]),
                new Usage(number(row[1]), number(row[2]), number(row[3]), number(row[4]), number(row[5]))));
        ids.forEach(id -> usage.putIfAbsent(id, Usage.NONE));
        return usage;
    }

    private static long number(Object count) {
        return ((Number) count).longValue();
    }

    @Override
    public void insert(Organization organization) {
        rows.insert(new OrganizationEntity(organization));
    }

    @Override
    public void update(Organization organization) {
        rows.required(organization.id()).set(organization);
        rows.flush();
        signals.add(Signal.ofIdentity(organization.id()));
    }

    @Override
    public void deleteWithMembers(Urn id) {
        // what belongs to a user goes with the user
        for (String statement : List.of(
                "delete from UserEntity e where e.organizationId = :id",
                "delete from CatalogEntity e where e.organizationId = :id",
                "delete from OrganizationEntity e where e.id = :id")) {
            rows.change(em.createQuery(statement).setParameter("id", Ids.text(id)));
        }
        signals.add(Signal.ofIdentity(id));
    }

    @Override
    public void delete(Urn id) {
        rows.delete(id);
        signals.add(Signal.ofIdentity(id));
    }
}
