package io.ssvirt.store.jpa.internal.entity;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Query;
import javax.persistence.Table;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.ErrorKind;
import io.ssvirt.model.IntentState;
import io.ssvirt.model.Operation;
import io.ssvirt.model.PendingIntent;
import io.ssvirt.model.Task;
import io.ssvirt.model.TaskStatus;
import io.ssvirt.model.Urn;
import io.ssvirt.store.spi.Intent;
import io.ssvirt.store.spi.IntentJournal.Entry;

/** Row of tasks. */
@Entity
@Table(name = "tasks")
public class TaskEntity {

    @Id
    @Column(name = "id")
    String id;

    @Column(name = "seq", insertable = false, updatable = false)
    long sequence;

    @Column(name = "operation")
    String operation;

    @Column(name = "entity_type")
    String entityType;

    @Column(name = "entity_id")
    String entityId;

    @Column(name = "entity_name")
    String entityName;

    @Column(name = "organization_id")
    String organizationId;

    @Column(name = "initiator_id")
    String initiatorId;

    @Column(name = "desired")
    String desired;

    @Column(name = "state")
    String state;

    @Column(name = "attempts")
    int attempts;

    @Column(name = "epoch")
    long epoch;

    @Column(name = "worker")
    String worker;

    @Column(name = "claimed_until")
    long claimedUntil;

    @Column(name = "not_before")
    long notBefore;

    @Column(name = "status")
    String status;

    @Column(name = "details")
    String details;

    @Column(name = "error_kind")
    String errorKind;

    @Column(name = "error_code")
    String errorCode;

    @Column(name = "error_message")
    String errorMessage;

    @Column(name = "error_field")
    String errorField;

    @Column(name = "behind_id")
    String behindId;

    @Column(name = "progress")
    int progress;

    @Column(name = "cancelled")
    boolean cancelled;

    @Column(name = "started_at")
    long startedAt;

    @Column(name = "ended_at")
    Long endedAt;

    /** For JPA alone. */
    protected TaskEntity() {}

    /** Makes a row that is queued and due. */
    public TaskEntity(Entry entry) {
        id = entry.id().toString();
        operation = entry.operation().text();
        entityType = entry.entity().type().name();
        entityId = Ids.text(entry.entity());
        entityName = entry.entityName();
        organizationId = Ids.text(entry.orgId());
        initiatorId = Ids.text(entry.initiator());
        desired = Texts.values(entry.desired());
        state = IntentState.QUEUED.name();
        worker = "";
        notBefore = Times.micros(entry.acceptedAt());
        status = TaskStatus.QUEUED.name();
        details = "";
        startedAt = Times.micros(entry.acceptedAt());
        behindId = entry.behind().map(Ids::text).orElse(null);
    }

    /** Gives the values of the new row, in the order of its columns, to a statement that inserts it as claimed. */
    public Query into(Query statement, String by, Instant until) {
        List<Object> values = List.of(
                id,
                operation,
                entityType,
                entityId,
                entityName,
                organizationId,
                initiatorId,
                desired,
                by,
                Times.micros(until),
                startedAt,
                behindId == null ? "" : behindId);
        for (int i = 0; i < values.size(); i++) {
            statement.setParameter(i + 1, values.get(i));
        }
        return statement;
    }

    /** Makes the new row one that a worker has claimed already. */
    public Intent claim(String by, Instant until) {
        state = IntentState.CLAIMED.name();
        status = TaskStatus.RUNNING.name();
        attempts = 1;
        epoch = 1;
        reserve(by, until);
        return intent();
    }

    /** Makes the new row one that only one worker may claim. */
    public void reserve(String by, Instant until) {
        worker = by;
        claimedUntil = Times.micros(until);
    }

    /** Changes what shall become of the entity. */
    public void setDesired(Map<String, String> values) {
        desired = Texts.values(values);
    }

    /** Returns the face that users see. */
    public Task task() {
        TaskStatus now = TaskStatus.valueOf(status);
        return new Task(
                Ids.urn(EntityType.TASK, id),
                operation(),
                entity(),
                entityName,
                Ids.urn(EntityType.ORGANIZATION, organizationId),
                Ids.urn(EntityType.USER, initiatorId),
                now,
                now == TaskStatus.SUCCESS ? 100 : progress,
                details,
                error(),
                Times.instant(startedAt),
                Optional.ofNullable(endedAt).map(Times::instant));
    }

    /** Returns the face that workers see. */
    public Intent intent() {
        return new Intent(
                UUID.fromString(id),
                operation(),
                entity(),
                entityName,
                Ids.urn(EntityType.ORGANIZATION, organizationId),
                Ids.urn(EntityType.USER, initiatorId),
                Texts.values(desired),
                IntentState.valueOf(state),
                attempts,
                epoch,
                Times.instant(notBefore),
                Times.instant(startedAt),
                cancelled);
    }

    /** Returns the face that administrators see while it has not ended. */
    public PendingIntent pending() {
        return new PendingIntent(
                Ids.urn(EntityType.TASK, id),
                operation(),
                entity(),
                entityName,
                Ids.urn(EntityType.ORGANIZATION, organizationId),
                Ids.urn(EntityType.USER, initiatorId),
                IntentState.valueOf(state),
                attempts,
                Optional.of(worker).filter(name -> !name.isEmpty()),
                Times.instant(startedAt),
                Times.instant(notBefore),
                cancelled,
                details);
    }

    /** The column holds the word of the API, so that a filter can name it. */
    private Operation operation() {
        return operation(operation);
    }

    /** Returns the operation of what the column holds. */
    public static Operation operation(String text) {
        return Arrays.stream(Operation.values())
                .filter(known -> known.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a column holds what this version cannot read"));
    }

    private Urn entity() {
        return Ids.urn(EntityType.valueOf(entityType), entityId);
    }

    private Optional<DomainError> error() {
        return Optional.ofNullable(errorKind)
                .map(kind -> new DomainError(
                        ErrorKind.valueOf(kind),
                        errorCode,
                        errorMessage,
                        Optional.ofNullable(errorField),
                        Optional.empty()));
    }
}
