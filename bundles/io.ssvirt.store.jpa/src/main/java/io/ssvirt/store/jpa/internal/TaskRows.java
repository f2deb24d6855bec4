package io.ssvirt.store.jpa.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import javax.persistence.EntityManager;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.Operation;
import io.ssvirt.model.Page;
import io.ssvirt.model.PendingIntent;
import io.ssvirt.model.Query;
import io.ssvirt.model.Task;
import io.ssvirt.model.TaskStatus;
import io.ssvirt.model.Urn;
import io.ssvirt.store.jpa.internal.Listing.Scope;
import io.ssvirt.store.jpa.internal.entity.Ids;
import io.ssvirt.store.jpa.internal.entity.TaskEntity;
import io.ssvirt.store.jpa.internal.entity.Times;
import io.ssvirt.store.spi.Intent;
import io.ssvirt.store.spi.IntentJournal;

/** Tasks and intents on JPA. */
final class TaskRows implements IntentJournal {

    private static final Listing<TaskEntity> LISTING = new Listing<>(
            TaskEntity.class,
            Map.of(
                    "status", Column.text("status"),
                    "operation", Column.text("operation"),
                    "owner", Column.id("entityId"),
                    "ownerName", Column.text("entityName"),
                    "name", Column.text("entityName"),
                    "user", Column.id("initiatorId"),
                    "id", Column.id("id"),
                    "startTime", Column.order("startedAt"),
                    "endTime", Column.order("endedAt")),
            "e.startedAt desc, e.id desc");

    private final EntityManager em;
    private final Rows<TaskEntity> rows;
    private final PendingRows pending;

    TaskRows(EntityManager em) {
        this.em = em;
        this.rows = new Rows<>(em, TaskEntity.class);
        this.pending = new PendingRows(em);
    }

    @Override
    public void insert(Entry entry) {
        persist(new TaskEntity(entry));
    }

    @Override
    public Optional<Intent> accept(Entry entry, String worker, Duration lease, boolean reserved) {
        TaskEntity row = new TaskEntity(entry);
        Instant until = entry.acceptedAt().plus(lease);
        if (rows.change(row.into(em.createNativeQuery(JournalSql.ACCEPT), worker, until)) == 1) {
            return Optional.of(row.claim(worker, until));
        }
        if (reserved) {
            row.reserve(worker, until);
        }
        persist(row);
        return Optional.empty();
    }

    private void persist(TaskEntity row) {
        em.persist(row);
        em.flush();
        em.clear(); // its number is the database's
    }

    /** An equal key waits for a transaction that has inserted it and not ended yet. */
    @Override
    public boolean probe(Entry entry) {
        em.persist(new TaskEntity(entry));
        em.flush();
        return false;
    }

    @Override
    public Optional<Task> task(UUID id) {
        return find(id).map(TaskEntity::task);
    }

    private Optional<TaskEntity> find(UUID id) {
        return Optional.ofNullable(em.find(TaskEntity.class, id.toString()));
    }

    @Override
    public Page<Task> tasks(Optional<Urn> organization, Query query) {
        Scope scope =
                organization.map(id -> Scope.of("organizationId", Ids.text(id))).orElse(Scope.ALL);
        return LISTING.page(em, scope, query, TaskEntity::task);
    }

    @Override
    public Optional<Intent> claim(UUID id, String worker, Instant now, Duration lease) {
        return pending.claim(id, worker, now, lease);
    }

    @Override
    public Set<UUID> renew(Collection<UUID> ids, String worker, Instant until) {
        return pending.renew(ids, worker, until);
    }

    @Override
    public int releaseAll(String worker, Instant now) {
        return rows.change(em.createQuery(JournalSql.RELEASE_ALL)
                .setParameter("worker", worker)
                .setParameter("now", Times.micros(now)));
    }

    @Override
    public List<UUID> due(String worker, Instant now, int limit) {
        return em.createQuery(JournalSql.DUE, String.class)
                .setParameter("now", Times.micros(now))
                .setParameter("worker", worker)
                .setMaxResults(limit)
                .getResultStream()
                .map(UUID::fromString)
                .toList();
    }

    @Override
    public List<Intent> unfinished() {
        return pending.unfinished();
    }

    @Override
    public List<Intent> unfinishedOf(Urn entity) {
        return pending.unfinishedOf(entity);
    }

    @Override
    public Optional<Intent> findLocked(UUID id) {
        return pending.findLocked(id);
    }

    @Override
    public Optional<Task> last(Urn entity, Operation operation) {
        return pending.last(entity, operation);
    }

    @Override
    public long countUnfinished() {
        return pending.count();
    }

    @Override
    public List<Count> counts() {
        return pending.counts();
    }

    @Override
    public Page<PendingIntent> pending(Query query) {
        return pending.page(query);
    }

    @Override
    public Optional<PendingIntent> pending(UUID id) {
        return pending.find(id);
    }

    @Override
    public void amend(UUID id, Map<String, String> desired) {
        pending.amend(id, desired);
    }

    @Override
    public Optional<PendingIntent> hasten(UUID id, Instant now) {
        return pending.hasten(id, now, false);
    }

    @Override
    public boolean cancel(UUID id, Instant now) {
        return pending.hasten(id, now, true).isPresent();
    }

    @Override
    public Set<UUID> cancelled(Collection<UUID> ids) {
        return pending.cancelled(ids);
    }

    @Override
    public Optional<Task> abort(UUID id, DomainError reason, Instant now) {
        return pending.abort(id, reason, now);
    }

    @Override
    public boolean note(Intent claimed, String waitingFor, int progress) {
        return fenced(
                em.createQuery(JournalSql.NOTE)
                        .setParameter("details", PendingRows.cut(waitingFor))
                        .setParameter("progress", progress),
                claimed);
    }

    @Override
    public boolean end(Intent claimed, TaskStatus status, String details, Optional<DomainError> error, Instant now) {
        if (!status.isFinal()) {
            throw new IllegalArgumentException("no status of an end: " + status);
        }
        return fenced(
                withError(em.createQuery(JournalSql.END), error)
                        .setParameter("status", status.name())
                        .setParameter("details", PendingRows.cut(details))
                        .setParameter("now", Times.micros(now)),
                claimed);
    }

    @Override
    public boolean release(Intent claimed, Instant notBefore, String waitingFor, Optional<Instant> reservedUntil) {
        return pending.release(claimed, notBefore, PendingRows.cut(waitingFor), reservedUntil);
    }

    @Override
    public int purge(Instant endedBefore) {
        return rows.change(em.createQuery("delete from TaskEntity t where t.state = 'ENDED' and t.endedAt < :before")
                .setParameter("before", Times.micros(endedBefore)));
    }

    private boolean fenced(javax.persistence.Query statement, Intent claimed) {
        return rows.change(statement.setParameter("id", claimed.id().toString()).setParameter("epoch", claimed.epoch()))
                == 1;
    }

    private static javax.persistence.Query withError(javax.persistence.Query statement, Optional<DomainError> error) {
        return statement
                .setParameter("kind", error.map(e -> e.kind().name()).orElse(null))
                .setParameter("code", error.map(DomainError::code).orElse(null))
                .setParameter(
                        "message", error.map(e -> PendingRows.cut(e.message())).orElse(null))
                .setParameter("field", error.flatMap(DomainError::field).orElse(null));
    }
}
