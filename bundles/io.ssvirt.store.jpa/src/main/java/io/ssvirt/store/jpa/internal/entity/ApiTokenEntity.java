package io.ssvirt.store.jpa.internal.entity;

import java.util.Optional;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

import io.ssvirt.model.ApiToken;
import io.ssvirt.model.EntityType;

/** Row of api_tokens. */
@Entity
@Table(name = "api_tokens")
public class ApiTokenEntity {

    @Id
    @Column(name = "id")
    String id;

    @Column(name = "user_id")
    String userId;

    @Column(name = "name")
    String name;

    @Column(name = "hash")
    String hash;

    @Column(name = "created_at")
    long createdAt;

    @Column(name = "last_used_at")
    Long lastUsedAt;

    /** For JPA alone. */
    protected ApiTokenEntity() {}

    /** Makes a row; the hash is null for a token that was not given out yet. */
    public ApiTokenEntity(ApiToken token, String hash) {
        id = Ids.text(token.id());
        userId = Ids.text(token.userId());
        name = token.name();
        this.hash = hash;
        createdAt = Times.micros(token.createdAt());
        lastUsedAt = token.lastUsedAt().map(Times::micros).orElse(null);
    }

    /** Returns the value that the row stands for. */
    public ApiToken value() {
        return new ApiToken(
                Ids.urn(EntityType.TOKEN, id),
                Ids.urn(EntityType.USER, userId),
                name,
                Times.instant(createdAt),
                Optional.ofNullable(lastUsedAt).map(Times::instant));
    }
}
