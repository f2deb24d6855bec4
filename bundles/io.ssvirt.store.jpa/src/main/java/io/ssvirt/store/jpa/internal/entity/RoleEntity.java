package io.ssvirt.store.jpa.internal.entity;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

import io.ssvirt.model.EntityType;
import io.ssvirt.model.Role;

/** Row of roles. */
@Entity
@Table(name = "roles")
public class RoleEntity {

    @Id
    @Column(name = "id")
    String id;

    @Column(name = "name")
    String name;

    @Column(name = "description")
    String description;

    @Column(name = "bundle_key")
    String bundleKey;

    @Column(name = "read_only")
    boolean readOnly;

    @Column(name = "rights")
    String rights;

    @Column(name = "created_at")
    long createdAt;

    @Column(name = "updated_at")
    long updatedAt;

    /** For JPA alone. */
    protected RoleEntity() {}

    /** Makes a row. */
    public RoleEntity(Role role) {
        id = Ids.text(role.id());
        set(role);
    }

    /** Takes over everything but the identity. */
    public final void set(Role role) {
        name = role.name();
        description = role.description();
        bundleKey = role.bundleKey();
        readOnly = role.readOnly();
        rights = Texts.rights(role.rights());
        createdAt = Times.micros(role.createdAt());
        updatedAt = Times.micros(role.updatedAt());
    }

    /** Returns the value that the row stands for. */
    public Role value() {
        return new Role(
                Ids.urn(EntityType.ROLE, id),
                name,
                description,
                bundleKey,
                readOnly,
                Texts.rights(rights),
                Times.instant(createdAt),
                Times.instant(updatedAt));
    }
}
