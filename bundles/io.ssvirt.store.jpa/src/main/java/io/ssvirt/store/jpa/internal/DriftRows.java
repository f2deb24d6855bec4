package io.ssvirt.store.jpa.internal;

import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import javax.persistence.EntityManager;

import io.ssvirt.model.DriftFinding;
import io.ssvirt.model.DriftKind;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.store.jpa.internal.Listing.Scope;
import io.ssvirt.store.jpa.internal.entity.DriftEntity;
import io.ssvirt.store.spi.DriftRepository;

/** Findings of sweeps on JPA. */
final class DriftRows implements DriftRepository {

    private static final Listing<DriftEntity> LISTING = new Listing<>(
            DriftEntity.class,
            Map.of(
                    "id", Column.text("id"),
                    "kind", Column.text("kind"),
                    "object", Column.text("object"),
                    "name", Column.text("entityName"),
                    "entity", Column.id("entityId"),
                    "org", Column.id("organizationId"),
                    "firstSeen", Column.order("firstSeen"),
                    "lastSeen", Column.order("lastSeen")),
            "e.firstSeen asc, e.id asc");

    private final EntityManager em;

    DriftRows(EntityManager em) {
        this.em = em;
    }

    @Override
    public Page<DriftFinding> page(Query query) {
        return LISTING.page(em, Scope.ALL, query, DriftEntity::value);
    }

    @Override
    public Optional<DriftFinding> find(String key) {
        return Optional.ofNullable(em.find(DriftEntity.class, key)).map(DriftEntity::value);
    }

    @Override
    public Map<DriftKind, Long> counts() {
        Map<DriftKind, Long> counts = new EnumMap<>(DriftKind.class);
        em.createQuery("select e.kind, count(e) from DriftEntity e group by e.kind", Object[].class)
                .getResultStream()
                .forEach(row -> counts.put(DriftEntity.kind((String) row[0]), (Long) row[1]));
        return counts;
    }

    @Override
    public void replace(Collection<DriftFinding> findings) {
        Map<String, DriftFinding> found = findings.stream()
                .collect(Collectors.toMap(
                        DriftFinding::key, Function.identity(), (one, other) -> one, LinkedHashMap::new));
        for (DriftEntity row :
                em.createQuery("select e from DriftEntity e", DriftEntity.class).getResultList()) {
            DriftFinding again = found.remove(row.key());
            if (again == null) {
                em.remove(row);
            } else {
                row.set(again);
            }
        }
        found.values().forEach(finding -> em.persist(new DriftEntity(finding)));
        em.flush();
    }
}
