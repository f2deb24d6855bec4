package io.ssvirt.store.jpa.internal;

import java.util.Map;
import java.util.Optional;

import javax.persistence.EntityManager;
import javax.persistence.TypedQuery;

import io.ssvirt.model.Catalog;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Urn;
import io.ssvirt.store.jpa.internal.Listing.Scope;
import io.ssvirt.store.jpa.internal.Listing.Totals;
import io.ssvirt.store.jpa.internal.entity.CatalogEntity;
import io.ssvirt.store.jpa.internal.entity.Ids;
import io.ssvirt.store.spi.CatalogRepository;

/** Catalogs on JPA. */
final class CatalogRows implements CatalogRepository {

    private static final String VISIBLE = "e.organizationId = :scope or e.published = true";

    private static final Totals TOTALS = Totals.in("catalogs");

    private static final Listing<CatalogEntity> LISTING = new Listing<>(
            CatalogEntity.class,
            Map.of(
                    "name", Column.text("name"),
                    "description", Column.text("description"),
                    "isPublished", Column.flag("published"),
                    "id", Column.id("id"),
                    "org.id", Column.id("organizationId"),
                    "orgId", Column.id("organizationId"),
                    "createdAt", Column.order("createdAt")),
            "e.createdAt desc, e.id desc");

    private final EntityManager em;
    private final Rows<CatalogEntity> rows;

    CatalogRows(EntityManager em) {
        this.em = em;
        this.rows = new Rows<>(em, CatalogEntity.class);
    }

    @Override
    public Optional<Catalog> find(Urn id) {
        return rows.find(id).map(CatalogEntity::value);
    }

    @Override
    public Page<Catalog> page(Optional<Urn> visibleTo, Query query) {
        return LISTING.page(em, scope(visibleTo), query, CatalogEntity::value);
    }

    @Override
    public Optional<Catalog> firstVisible(Optional<Urn> visibleTo) {
        Scope scope = scope(visibleTo);
        TypedQuery<CatalogEntity> oldest = em.createQuery(
                "select e from CatalogEntity e where " + scope.condition() + " order by e.createdAt, e.id",
                CatalogEntity.class);
        scope.parameters().forEach(oldest::setParameter);
        return oldest.setMaxResults(1).getResultStream().findFirst().map(CatalogEntity::value);
    }

    private static Scope scope(Optional<Urn> visibleTo) {
        return visibleTo
                .map(id -> new Scope(VISIBLE, Map.of("scope", Ids.text(id))))
                .orElseGet(() -> Scope.counted(Optional.empty(), TOTALS));
    }

    @Override
    public Optional<Catalog> findLocked(Urn id) {
        return rows.findLocked(id).map(CatalogEntity::value);
    }

    @Override
    public void insert(Catalog catalog) {
        rows.insert(new CatalogEntity(catalog));
    }

    @Override
    public void update(Catalog catalog) {
        rows.required(catalog.id()).set(catalog);
        rows.flush();
    }

    @Override
    public void delete(Urn id) {
        rows.delete(id);
    }
}
