package io.ssvirt.store.jpa.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import javax.persistence.EntityManager;
import javax.persistence.LockModeType;
import javax.persistence.TypedQuery;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.IntentState;
import io.ssvirt.model.Operation;
import io.ssvirt.model.Page;
import io.ssvirt.model.PendingIntent;
import io.ssvirt.model.Query;
import io.ssvirt.model.Task;
import io.ssvirt.model.Urn;
import io.ssvirt.store.jpa.internal.Listing.Scope;
import io.ssvirt.store.jpa.internal.entity.Ids;
import io.ssvirt.store.jpa.internal.entity.TaskEntity;
import io.ssvirt.store.jpa.internal.entity.Times;
import io.ssvirt.store.spi.Intent;
import io.ssvirt.store.spi.IntentJournal.Count;

/** The part of the journal that has not ended: what workers keep and administrators look at. */
final class PendingRows {

    private static final int LONGEST = 4000;

    private static final String OPEN = "e.state <> 'ENDED'";

    private static final Listing<TaskEntity> LISTING = new Listing<>(
            TaskEntity.class,
            Map.of(
                    "id", Column.id("id"),
                    "state", Column.text("state"),
                    "operation", Column.text("operation"),
                    "entity", Column.id("entityId"),
                    "owner", Column.id("entityId"),
                    "name", Column.text("entityName"),
                    "ownerName", Column.text("entityName"),
                    "org", Column.id("organizationId"),
                    "attempts", Column.order("attempts"),
                    "acceptedAt", Column.order("startedAt")),
            "e.sequence asc");

    private final EntityManager em;
    private final Rows<TaskEntity> rows;

    PendingRows(EntityManager em) {
        this.em = em;
        this.rows = new Rows<>(em, TaskEntity.class);
    }

    Page<PendingIntent> page(Query query) {
        return LISTING.page(em, new Scope(OPEN, Map.of()), query, TaskEntity::pending);
    }

    Optional<PendingIntent> find(UUID id) {
        return open(" and e.id = :id")
                .setParameter("id", id.toString())
                .getResultStream()
                .findFirst()
                .map(TaskEntity::pending);
    }

    Optional<Intent> findLocked(UUID id) {
        return open(" and e.id = :id")
                .setParameter("id", id.toString())
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setHint("eclipselink.refresh", "true")
                .getResultStream()
                .findFirst()
                .map(TaskEntity::intent);
    }

    List<Intent> unfinished() {
        return open("").getResultStream().map(TaskEntity::intent).toList();
    }

    List<Intent> unfinishedOf(Urn entity) {
        return open(" and e.entityId = :entity")
                .setParameter("entity", Ids.text(entity))
                .getResultStream()
                .map(TaskEntity::intent)
                .toList();
    }

    private TypedQuery<TaskEntity> open(String and) {
        return em.createQuery(
                "select e from TaskEntity e where " + OPEN + and + " order by e.sequence", TaskEntity.class);
    }

    Optional<Task> last(Urn entity, Operation operation) {
        return em.createQuery(
                        "select e from TaskEntity e where e.entityId = :entity and e.operation = :operation"
                                + " order by e.sequence desc",
                        TaskEntity.class)
                .setParameter("entity", Ids.text(entity))
                .setParameter("operation", operation.text())
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .map(TaskEntity::task);
    }

    long count() {
        return em.createQuery("select count(e) from TaskEntity e where " + OPEN, Long.class)
                .getSingleResult();
    }

    List<Count> counts() {
        return em.createQuery(JournalSql.COUNTS, Object[].class)
                .getResultStream()
                .map(row -> new Count(
                        TaskEntity.operation((String) row[0]),
                        IntentState.CLAIMED.name().equals(row[1]),
                        (Long) row[2],
                        Times.instant((Long) row[3])))
                .toList();
    }

    Set<UUID> renew(Collection<UUID> ids, String worker, Instant until) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        List<String> asked = ids.stream().map(UUID::toString).toList();
        int renewed = rows.change(em.createQuery(JournalSql.RENEW)
                .setParameter("until", Times.micros(until))
                .setParameter("ids", asked)
                .setParameter("worker", worker));
        return renewed == asked.size()
                ? new HashSet<>(ids)
                : ids(em.createQuery(JournalSql.STILL, String.class)
                        .setParameter("ids", asked)
                        .setParameter("worker", worker));
    }

    Set<UUID> cancelled(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Set.of()
                : ids(em.createQuery(
                                "select e.id from TaskEntity e where e.id in :ids and e.cancelled = true", String.class)
                        .setParameter("ids", ids.stream().map(UUID::toString).toList()));
    }

    private static Set<UUID> ids(TypedQuery<String> query) {
        return query.getResultStream().map(UUID::fromString).collect(Collectors.toSet());
    }

    void amend(UUID id, Map<String, String> desired) {
        em.find(TaskEntity.class, id.toString()).setDesired(desired);
        em.flush();
    }

    Optional<PendingIntent> hasten(UUID id, Instant now, boolean cancel) {
        return Returning.row(em, TaskEntity.class, JournalSql.HASTEN, id.toString(), Times.micros(now), cancel)
                .map(TaskEntity::pending);
    }

    Optional<Task> abort(UUID id, DomainError reason, Instant now) {
        return Returning.row(
                        em,
                        TaskEntity.class,
                        JournalSql.ABORT,
                        id.toString(),
                        cut(reason.message()),
                        reason.kind().name(),
                        reason.code(),
                        reason.field().orElse(null),
                        Times.micros(now))
                .map(TaskEntity::task);
    }

    Optional<Intent> claim(UUID id, String worker, Instant now, Duration lease) {
        return Returning.row(
                        em,
                        TaskEntity.class,
                        JournalSql.CLAIM,
                        worker,
                        Times.micros(now.plus(lease)),
                        id.toString(),
                        Times.micros(now))
                .map(TaskEntity::intent);
    }

    /** Cuts a text to what its column takes. */
    static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    boolean release(Intent claimed, Instant notBefore, String waitingFor, Optional<Instant> reservedUntil) {
        return rows.change(em.createQuery(reservedUntil.isPresent() ? JournalSql.RELEASE_RESERVED : JournalSql.RELEASE)
                        .setParameter("notBefore", Times.micros(notBefore))
                        .setParameter("details", waitingFor)
                        .setParameter("until", Times.micros(reservedUntil.orElse(Instant.EPOCH)))
                        .setParameter("id", claimed.id().toString())
                        .setParameter("epoch", claimed.epoch()))
                == 1;
    }
}
