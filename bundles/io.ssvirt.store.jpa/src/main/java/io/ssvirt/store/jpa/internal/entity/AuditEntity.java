package io.ssvirt.store.jpa.internal.entity;

import java.util.Optional;
import java.util.UUID;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

import io.ssvirt.model.AuditEvent;
import io.ssvirt.model.EntityType;

/** Row of the audit trail. */
@Entity
@Table(name = "audit_events")
public class AuditEntity {

    @Id
    @Column(name = "id")
    String id;

    @Column(name = "created_at")
    long at;

    @Column(name = "request_id")
    String requestId;

    @Column(name = "user_id")
    String userId;

    @Column(name = "username")
    String username;

    @Column(name = "organization_id")
    String organizationId;

    @Column(name = "action")
    String action;

    @Column(name = "target_id")
    String targetId;

    @Column(name = "target_name")
    String targetName;

    @Column(name = "result")
    String result;

    @Column(name = "http_status")
    int status;

    @Column(name = "code")
    String code;

    @Column(name = "address")
    String address;

    /** For JPA alone. */
    protected AuditEntity() {}

    /** Makes a row; texts of a client are cut where the columns end. */
    public AuditEntity(AuditEvent event) {
        id = event.id().toString();
        at = Times.micros(event.at());
        requestId = cut(event.requestId(), 128);
        userId = event.actor().id().map(Ids::text).orElse(null);
        username = cut(event.actor().name(), 255);
        organizationId = event.actor().orgId().map(Ids::text).orElse(null);
        action = cut(event.action(), 128);
        targetId = cut(event.target().id(), 400);
        targetName = cut(event.target().name(), 400);
        result = event.isSuccess() ? "SUCCESS" : "FAILURE";
        status = event.status();
        code = event.code().map(word -> cut(word, 64)).orElse(null);
        address = cut(event.address(), 64);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    /** Returns the value that the row stands for. */
    public AuditEvent value() {
        return new AuditEvent(
                UUID.fromString(id),
                Times.instant(at),
                requestId,
                new AuditEvent.Actor(
                        Optional.ofNullable(userId).map(user -> Ids.urn(EntityType.USER, user)),
                        username,
                        Optional.ofNullable(organizationId).map(org -> Ids.urn(EntityType.ORGANIZATION, org))),
                action,
                new AuditEvent.Target(targetId, targetName),
                status,
                Optional.ofNullable(code),
                address);
    }
}
