package io.ssvirt.store.jpa.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.persistence.EntityManager;

import io.ssvirt.model.ApiToken;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Urn;
import io.ssvirt.store.jpa.internal.Listing.Computing;
import io.ssvirt.store.jpa.internal.Listing.Scope;
import io.ssvirt.store.jpa.internal.entity.ApiTokenEntity;
import io.ssvirt.store.jpa.internal.entity.Ids;
import io.ssvirt.store.jpa.internal.entity.Times;
import io.ssvirt.store.spi.ApiTokenRepository;
import io.ssvirt.store.spi.Signal;

/** API tokens on JPA. */
final class ApiTokenRows implements ApiTokenRepository {

    private static final Listing<ApiTokenEntity> LISTING = new Listing<>(
            ApiTokenEntity.class,
            Map.of(
                    "name",
                    Column.text("name"),
                    "id",
                    Column.id("id"),
                    "owner.name",
                    Column.linked("exists (select 1 from users x where x.id = e.userId and x.username = :value)"),
                    "owner.id",
                    Column.id("userId"),
                    "createdAt",
                    Column.order("createdAt")),
            "e.name asc, e.id asc");

    private static final Computing OWNER = new Computing(
            "users x on x.id = e.userId left join organizations o on o.id = x.organization_id",
            List.of("x.username", "x.organization_id", "o.name"));

    private final EntityManager em;
    private final List<Signal> signals;
    private final Rows<ApiTokenEntity> rows;

    ApiTokenRows(EntityManager em, List<Signal> signals) {
        this.em = em;
        this.signals = signals;
        this.rows = new Rows<>(em, ApiTokenEntity.class);
    }

    @Override
    public Optional<Owned> find(Urn id) {
        return one("id", Ids.text(id));
    }

    @Override
    public Optional<Owned> findByHash(String hash) {
        return one("hash", hash);
    }

    private Optional<Owned> one(String attribute, String value) {
        return owned(Scope.of(attribute, value), Query.page(1, 1)).values().stream()
                .findFirst();
    }

    @Override
    public Page<Owned> page(Optional<Urn> user, Optional<Urn> organization, Query query) {
        List<String> conditions = new ArrayList<>(List.of("1 = 1"));
        Map<String, Object> parameters = new LinkedHashMap<>();
        user.ifPresent(id -> {
            conditions.add("e.userId = :user");
            parameters.put("user", Ids.text(id));
        });
        organization.ifPresent(id -> {
            conditions.add("e.userId in (select x.id from users x where x.organization_id = :organization)");
            parameters.put("organization", Ids.text(id));
        });
        return owned(new Scope(String.join(" and ", conditions), parameters), query);
    }

    private Page<Owned> owned(Scope scope, Query query) {
        return LISTING.computed(
                em,
                scope,
                query,
                OWNER,
                found -> new Owned(
                        found.row().value(),
                        (String) found.values().get(0),
                        Ids.urn(EntityType.ORGANIZATION, (String) found.values().get(1)),
                        (String) found.values().get(2)));
    }

    @Override
    public long count(Urn user) {
        return em.createQuery("select count(e) from ApiTokenEntity e where e.userId = :user", Long.class)
                .setParameter("user", Ids.text(user))
                .getSingleResult();
    }

    @Override
    public void insert(ApiToken token, Optional<String> hash) {
        rows.insert(new ApiTokenEntity(token, hash.orElse(null)));
    }

    @Override
    public boolean issue(Urn id, String hash) {
        return rows.change(
                        em.createQuery("update ApiTokenEntity e set e.hash = :hash where e.id = :id and e.hash is null")
                                .setParameter("hash", hash)
                                .setParameter("id", Ids.text(id)))
                == 1;
    }

    @Override
    public void touch(Urn id, Instant used) {
        rows.change(em.createQuery("update ApiTokenEntity e set e.lastUsedAt = :used where e.id = :id")
                .setParameter("used", Times.micros(used))
                .setParameter("id", Ids.text(id)));
    }

    @Override
    public void delete(Urn id) {
        rows.change(
                em.createQuery("delete from ApiTokenEntity e where e.id = :id").setParameter("id", Ids.text(id)));
        signals.add(Signal.ofIdentity(id));
    }
}
