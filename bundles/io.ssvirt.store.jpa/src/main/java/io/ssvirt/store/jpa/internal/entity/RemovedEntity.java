package io.ssvirt.store.jpa.internal.entity;

import java.util.Optional;
import java.util.UUID;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

import io.ssvirt.model.EntityType;
import io.ssvirt.model.NamespaceName;
import io.ssvirt.store.spi.RemovedRepository.Removed;

/** Row of removed_entities. */
@Entity
@Table(name = "removed_entities")
public class RemovedEntity {

    @Id
    @Column(name = "id")
    String id;

    @Column(name = "entity_type")
    String entityType;

    @Column(name = "entity_name")
    String entityName;

    @Column(name = "organization_id")
    String organizationId;

    @Column(name = "namespace")
    String namespace;

    @Column(name = "object_name")
    String objectName;

    @Column(name = "object_uid")
    String objectUid;

    @Column(name = "removed_at")
    long removedAt;

    /** For JPA alone. */
    protected RemovedEntity() {}

    /** Makes a row. */
    public RemovedEntity(Removed removed) {
        id = Ids.text(removed.entity());
        entityType = removed.entity().type().name();
        entityName = removed.entityName();
        organizationId = Ids.text(removed.orgId());
        namespace = removed.namespace().value();
        objectName = removed.objectName();
        objectUid = removed.uid().map(UUID::toString).orElse(null);
        removedAt = Times.micros(removed.at());
    }

    /** Returns the value that the row stands for. */
    public Removed value() {
        return new Removed(
                Ids.urn(EntityType.valueOf(entityType), id),
                entityName,
                Ids.urn(EntityType.ORGANIZATION, organizationId),
                new NamespaceName(namespace),
                objectName,
                Optional.ofNullable(objectUid).map(UUID::fromString),
                Times.instant(removedAt));
    }
}
