package io.ssvirt.store.jpa.internal.entity;

import java.util.Optional;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

import io.ssvirt.model.EntityType;
import io.ssvirt.model.Session;

/** Row of sessions. */
@Entity
@Table(name = "sessions")
public class SessionEntity {

    @Id
    @Column(name = "id")
    String id;

    @Column(name = "user_id")
    String userId;

    @Column(name = "created_at")
    long createdAt;

    @Column(name = "last_seen_at")
    long lastSeenAt;

    @Column(name = "expires_at")
    long expiresAt;

    @Column(name = "api_token_id")
    String apiTokenId;

    /** For JPA alone. */
    protected SessionEntity() {}

    /** Makes a row. */
    public SessionEntity(Session session) {
        id = Ids.text(session.id());
        set(session);
    }

    /** Takes over everything but the identity. */
    public final void set(Session session) {
        userId = Ids.text(session.userId());
        createdAt = Times.micros(session.createdAt());
        lastSeenAt = Times.micros(session.lastSeenAt());
        expiresAt = Times.micros(session.expiresAt());
        apiTokenId = session.apiToken().map(Ids::text).orElse(null);
    }

    /** Returns the value that the row stands for. */
    public Session value() {
        return new Session(
                Ids.urn(EntityType.SESSION, id),
                Ids.urn(EntityType.USER, userId),
                Times.instant(createdAt),
                Times.instant(lastSeenAt),
                Times.instant(expiresAt),
                Optional.ofNullable(apiTokenId).map(token -> Ids.urn(EntityType.TOKEN, token)));
    }
}
