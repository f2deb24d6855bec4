package io.ssvirt.store.jpa.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import javax.persistence.EntityManager;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.Page;
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

/** Tasks and intents on JPA. What decides between workers is one statement each, so that the database is the only judge. */
final class TaskRows implements IntentJournal {

    private static final Listing<TaskEntity> LISTING = new Listing<>(
            TaskEntity.class,
            Map.of(
                    "status", Column.text("status"),
                    "operation", Column.text("operation"),
                    "owner", Column.id("entityId"),
                    "ownerName", Column.text("entityName"),
                    "id", Column.id("id"),
                    "startTime", Column.order("startedAt"),
                    "endTime", Column.order("endedAt")),
            "e.startedAt desc, e.id desc");

    // Numbers are given before a transaction commits, so an earlier intent can show up when a later one runs already:
    // it waits.
    private static final String FREE = "((t.state = 'QUEUED' and t.notBefore <= :now)"
            + " or (t.state = 'CLAIMED' and t.claimedUntil < :now))"
            + " and not exists (select o.id from TaskEntity o where o.entityId = t.entityId and o.id <> t.id"
            + " and ((o.sequence < t.sequence and o.state <> 'ENDED')"
            + " or (o.state = 'CLAIMED' and o.claimedUntil >= :now)))";

    // SQL of its own, because JPA may split an update with a subquery into two statements and let two workers win.
    private static final String CLAIM = "update tasks set state = 'CLAIMED', status = 'RUNNING', epoch = epoch + 1,"
            + " attempts = attempts + 1, worker = ?1, claimed_until = ?2 where id = ?3"
            + " and ((state = 'QUEUED' and not_before <= ?4) or (state = 'CLAIMED' and claimed_until < ?4))"
            + " and not exists (select o.id from tasks o where o.entity_id = tasks.entity_id and o.id <> tasks.id"
            + " and ((o.seq < tasks.seq and o.state <> 'ENDED') or (o.state = 'CLAIMED' and o.claimed_until >= ?4)))";

    private static final String FENCE = " where t.id = :id and t.epoch = :epoch and t.state = 'CLAIMED'";

    private static final String END = "update TaskEntity t set t.state = 'ENDED', t.status = :status,"
            + " t.details = :details, t.errorKind = :kind, t.errorCode = :code, t.errorMessage = :message,"
            + " t.errorField = :field, t.endedAt = :now" + FENCE;

    private static final String RELEASE =
            "update TaskEntity t set t.state = 'QUEUED', t.notBefore = :notBefore, t.details = :details" + FENCE;

    private static final int LONGEST = 4000;

    private final EntityManager em;
    private final Rows<TaskEntity> rows;

    TaskRows(EntityManager em) {
        this.em = em;
        this.rows = new Rows<>(em, TaskEntity.class);
    }

    @Override
    public void insert(Entry entry) {
        em.persist(new TaskEntity(entry));
        em.flush();
        em.clear(); // its number is the database's
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
        return LISTING.page(em, scope, query).map(TaskEntity::task);
    }

    @Override
    public Optional<Intent> claim(UUID id, String worker, Instant now, Duration lease) {
        int claimed = rows.change(em.createNativeQuery(CLAIM)
                .setParameter(1, worker)
                .setParameter(2, Times.micros(now.plus(lease)))
                .setParameter(3, id.toString())
                .setParameter(4, Times.micros(now)));
        return claimed == 1 ? find(id).map(TaskEntity::intent) : Optional.empty();
    }

    @Override
    public List<UUID> due(Instant now, int limit) {
        return em.createQuery("select t.id from TaskEntity t where " + FREE + " order by t.sequence", String.class)
                .setParameter("now", Times.micros(now))
                .setMaxResults(limit)
                .getResultStream()
                .map(UUID::fromString)
                .toList();
    }

    @Override
    public List<Intent> unfinished() {
        return em.createQuery(
                        "select t from TaskEntity t where t.state <> 'ENDED' order by t.sequence", TaskEntity.class)
                .getResultStream()
                .map(TaskEntity::intent)
                .toList();
    }

    @Override
    public long countUnfinished() {
        return em.createQuery("select count(t) from TaskEntity t where t.state <> 'ENDED'", Long.class)
                .getSingleResult();
    }

    @Override
    public boolean end(Intent claimed, TaskStatus status, String details, Optional<DomainError> error, Instant now) {
        if (!status.isFinal()) {
            throw new IllegalArgumentException("no status of an end: " + status);
        }
        return rows.change(em.createQuery(END)
                        .setParameter("status", status.name())
                        .setParameter("details", cut(details))
                        .setParameter("kind", error.map(e -> e.kind().name()).orElse(null))
                        .setParameter("code", error.map(DomainError::code).orElse(null))
                        .setParameter(
                                "message", error.map(e -> cut(e.message())).orElse(null))
                        .setParameter("field", error.flatMap(DomainError::field).orElse(null))
                        .setParameter("now", Times.micros(now))
                        .setParameter("id", claimed.id().toString())
                        .setParameter("epoch", claimed.epoch()))
                == 1;
    }

    @Override
    public boolean release(Intent claimed, Instant notBefore, String waitingFor) {
        return rows.change(em.createQuery(RELEASE)
                        .setParameter("notBefore", Times.micros(notBefore))
                        .setParameter("details", cut(waitingFor))
                        .setParameter("id", claimed.id().toString())
                        .setParameter("epoch", claimed.epoch()))
                == 1;
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }
}
