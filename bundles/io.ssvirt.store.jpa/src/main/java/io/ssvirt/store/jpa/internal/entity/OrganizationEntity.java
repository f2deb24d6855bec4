package io.ssvirt.store.jpa.internal.entity;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

import io.ssvirt.model.EntityType;
import io.ssvirt.model.Organization;

/** Row of organizations. */
@Entity
@Table(name = "organizations")
public class OrganizationEntity {

    @Id
    @Column(name = "id")
    String id;

    @Column(name = "name")
    String name;

    @Column(name = "display_name")
    String displayName;

    @Column(name = "description")
    String description;

    @Column(name = "enabled")
    boolean enabled;

    @Column(name = "can_manage_orgs")
    boolean canManageOrgs;

    @Column(name = "can_publish")
    boolean canPublish;

    @Column(name = "masked_username")
    String maskedUsername;

    @Column(name = "created_at")
    long createdAt;

    @Column(name = "updated_at")
    long updatedAt;

    /** For JPA alone. */
    protected OrganizationEntity() {}

    /** Makes a row. */
    public OrganizationEntity(Organization organization) {
        id = Ids.text(organization.id());
        set(organization);
    }

    /** Takes over everything but the identity. */
    public final void set(Organization organization) {
        name = organization.name();
        displayName = organization.displayName();
        description = organization.description();
        enabled = organization.enabled();
        canManageOrgs = organization.canManageOrgs();
        canPublish = organization.canPublish();
        maskedUsername = organization.maskedEventTaskUsername();
        createdAt = Times.micros(organization.createdAt());
        updatedAt = Times.micros(organization.updatedAt());
    }

    /** Returns the value that the row stands for. */
    public Organization value() {
        return new Organization(
                Ids.urn(EntityType.ORGANIZATION, id),
                name,
                displayName,
                description,
                enabled,
                canManageOrgs,
                canPublish,
                maskedUsername,
                Times.instant(createdAt),
                Times.instant(updatedAt));
    }
}
