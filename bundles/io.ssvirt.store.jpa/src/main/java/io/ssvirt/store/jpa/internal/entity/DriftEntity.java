package io.ssvirt.store.jpa.internal.entity;

import java.util.Optional;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

import io.ssvirt.model.DriftFinding;
import io.ssvirt.model.DriftKind;
import io.ssvirt.model.EntityType;

/** Row of drift_findings. */
@Entity
@Table(name = "drift_findings")
public class DriftEntity {

    @Id
    @Column(name = "id")
    String id;

    @Column(name = "kind")
    String kind;

    @Column(name = "object")
    String object;

    @Column(name = "entity_type")
    String entityType;

    @Column(name = "entity_id")
    String entityId;

    @Column(name = "entity_name")
    String entityName;

    @Column(name = "organization_id")
    String organizationId;

    @Column(name = "explanation")
    String explanation;

    @Column(name = "first_seen")
    long firstSeen;

    @Column(name = "last_seen")
    long lastSeen;

    /** For JPA alone. */
    protected DriftEntity() {}

    /** Makes a row. */
    public DriftEntity(DriftFinding finding) {
        id = finding.key();
        firstSeen = Times.micros(finding.firstSeen());
        set(finding);
    }

    /** Takes over everything but the identity and the time of the first finding. */
    public final void set(DriftFinding finding) {
        kind = finding.kind().text();
        object = finding.object();
        entityType = finding.entity().map(urn -> urn.type().name()).orElse(null);
        entityId = finding.entity().map(Ids::text).orElse(null);
        entityName = finding.entityName();
        organizationId = finding.orgId().map(Ids::text).orElse(null);
        explanation = Texts.cut(finding.explanation());
        lastSeen = Times.micros(finding.lastSeen());
    }

    /** Returns the key. */
    public String key() {
        return id;
    }

    /** Returns the value that the row stands for. */
    public DriftFinding value() {
        return new DriftFinding(
                id,
                kind(kind),
                object,
                Optional.ofNullable(entityId).map(urn -> Ids.urn(EntityType.valueOf(entityType), urn)),
                entityName,
                Optional.ofNullable(organizationId).map(urn -> Ids.urn(EntityType.ORGANIZATION, urn)),
                explanation,
                Times.instant(firstSeen),
                Times.instant(lastSeen));
    }

    /** Returns the kind of what the column holds. */
    public static DriftKind kind(String text) {
        for (DriftKind known : DriftKind.values()) {
            if (known.text().equals(text)) {
                return known;
            }
        }
        throw new IllegalStateException("a column holds what this version cannot read");
    }
}
