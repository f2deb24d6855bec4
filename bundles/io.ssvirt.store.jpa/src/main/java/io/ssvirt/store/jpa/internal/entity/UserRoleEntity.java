package io.ssvirt.store.jpa.internal.entity;

import java.io.Serializable;
import java.util.Objects;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;

import io.ssvirt.model.EntityType;
import io.ssvirt.model.Urn;

/** Row of user_roles: a user has a role. */
@Entity
@Table(name = "user_roles")
@IdClass(UserRoleEntity.Key.class)
public class UserRoleEntity {

    @Id
    @Column(name = "user_id")
    String userId;

    @Id
    @Column(name = "role_id")
    String roleId;

    /** For JPA alone. */
    protected UserRoleEntity() {}

    /** Makes a row. */
    public UserRoleEntity(String userId, String roleId) {
        this.userId = userId;
        this.roleId = roleId;
    }

    /** Returns the role. */
    public Urn role() {
        return Ids.urn(EntityType.ROLE, roleId);
    }

    /** The two columns that are the identity. */
    public static final class Key implements Serializable {

        String userId;
        String roleId;

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && Objects.equals(userId, key.userId) && Objects.equals(roleId, key.roleId);
        }

        @Override
        public int hashCode() {
            return Objects.hash(userId, roleId);
        }
    }
}
