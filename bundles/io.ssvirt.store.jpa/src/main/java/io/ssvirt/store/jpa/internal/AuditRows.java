package io.ssvirt.store.jpa.internal;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import javax.persistence.EntityManager;

import io.ssvirt.model.AuditEvent;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Urn;
import io.ssvirt.store.jpa.internal.Listing.Scope;
import io.ssvirt.store.jpa.internal.entity.AuditEntity;
import io.ssvirt.store.jpa.internal.entity.Ids;
import io.ssvirt.store.jpa.internal.entity.Times;
import io.ssvirt.store.spi.AuditRepository;

/** The audit trail on JPA. */
record AuditRows(EntityManager em) implements AuditRepository {

    private static final Listing<AuditEntity> LISTING = new Listing<>(
            AuditEntity.class,
            Map.of(
                    "timestamp", Column.order("at"),
                    "eventType", Column.text("action"),
                    "eventStatus", Column.text("result"),
                    "user", Column.text("username"),
                    "user.name", Column.text("username"),
                    "user.id", Column.id("userId"),
                    "eventEntity.id", Column.text("targetId"),
                    "eventEntity.name", Column.text("targetName"),
                    "requestId", Column.text("requestId"),
                    "org.id", Column.id("organizationId")),
            "e.at desc, e.id desc");

    @Override
    public void insert(AuditEvent event) {
        em.persist(new AuditEntity(event));
        em.flush();
    }

    @Override
    public Page<AuditEvent> page(Optional<Urn> organization, Query query) {
        Scope scope =
                organization.map(id -> Scope.of("organizationId", Ids.text(id))).orElse(Scope.ALL);
        return LISTING.page(em, scope, query, AuditEntity::value);
    }

    @Override
    public int deleteBefore(Instant time) {
        return em.createQuery("delete from AuditEntity e where e.at < :time")
                .setParameter("time", Times.micros(time))
                .executeUpdate();
    }
}
