package io.ssvirt.store.jpa.internal.entity;

import java.util.Optional;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

import io.ssvirt.model.Catalog;
import io.ssvirt.model.EntityType;

/** Row of catalogs. */
@Entity
@Table(name = "catalogs")
public class CatalogEntity {

    @Id
    @Column(name = "id")
    String id;

    @Column(name = "organization_id")
    String organizationId;

    @Column(name = "name")
    String name;

    @Column(name = "description")
    String description;

    @Column(name = "published")
    boolean published;

    @Column(name = "subscribed")
    boolean subscribed;

    @Column(name = "is_local")
    boolean local;

    @Column(name = "version")
    int version;

    @Column(name = "created_at")
    long createdAt;

    @Column(name = "updated_at")
    long updatedAt;

    @Column(name = "owner_id")
    String ownerId;

    @Column(name = "owner_name")
    String ownerName;

    /** For JPA alone. */
    protected CatalogEntity() {}

    /** Makes a row. */
    public CatalogEntity(Catalog catalog) {
        id = Ids.text(catalog.id());
        set(catalog);
    }

    /** Takes over everything but the identity. */
    public final void set(Catalog catalog) {
        organizationId = Ids.text(catalog.orgId());
        name = catalog.name();
        description = catalog.description();
        published = catalog.published();
        subscribed = catalog.subscribed();
        local = catalog.local();
        version = catalog.version();
        createdAt = Times.micros(catalog.createdAt());
        updatedAt = Times.micros(catalog.updatedAt());
        ownerId = catalog.owner().map(owner -> Ids.text(owner.id())).orElse(null);
        ownerName = catalog.owner().map(Catalog.Owner::name).orElse(null);
    }

    /** Returns the value that the row stands for. */
    public Catalog value() {
        return new Catalog(
                Ids.urn(EntityType.CATALOG, id),
                Ids.urn(EntityType.ORGANIZATION, organizationId),
                name,
                description,
                published,
                subscribed,
                local,
                version,
                Times.instant(createdAt),
                Times.instant(updatedAt),
                Optional.ofNullable(ownerId)
                        .map(owner -> new Catalog.Owner(Ids.urn(EntityType.USER, owner), ownerName)));
    }
}
