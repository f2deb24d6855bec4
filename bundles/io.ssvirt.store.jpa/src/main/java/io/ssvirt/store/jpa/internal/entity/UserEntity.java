package io.ssvirt.store.jpa.internal.entity;

import java.util.List;
import java.util.Optional;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

import io.ssvirt.model.EntityType;
import io.ssvirt.model.Urn;
import io.ssvirt.model.User;

/** Row of users. */
@Entity
@Table(name = "users")
public class UserEntity {

    @Id
    @Column(name = "id")
    String id;

    @Column(name = "organization_id")
    String organizationId;

    @Column(name = "username")
    String username;

    @Column(name = "full_name")
    String fullName;

    @Column(name = "description")
    String description;

    @Column(name = "email")
    String email;

    @Column(name = "password_hash")
    String passwordHash;

    @Column(name = "enabled")
    boolean enabled;

    /** Always false; from before a lock had an end. */
    @Column(name = "locked")
    boolean locked;

    @Column(name = "locked_until")
    Long lockedUntil;

    @Column(name = "failed_logins")
    int failedLogins;

    @Column(name = "last_failed_at")
    Long lastFailedAt;

    @Column(name = "last_login_at")
    Long lastLoginAt;

    @Column(name = "deployed_vm_quota")
    int deployedVmQuota;

    @Column(name = "stored_vm_quota")
    int storedVmQuota;

    @Column(name = "provider_type")
    String providerType;

    @Column(name = "created_at")
    long createdAt;

    @Column(name = "updated_at")
    long updatedAt;

    /** For JPA alone. */
    protected UserEntity() {}

    /** Makes a row. */
    public UserEntity(User user, String passwordHash) {
        id = Ids.text(user.id());
        this.passwordHash = passwordHash;
        set(user);
    }

    /** Takes over everything but the identity, the password and the roles. */
    public final void set(User user) {
        organizationId = Ids.text(user.orgId());
        username = user.username();
        fullName = user.fullName();
        description = user.description();
        email = user.email();
        enabled = user.enabled();
        lockedUntil = user.lockedUntil().map(Times::micros).orElse(null);
        deployedVmQuota = user.deployedVmQuota();
        storedVmQuota = user.storedVmQuota();
        providerType = user.providerType();
        lastLoginAt = user.lastLoginAt().map(Times::micros).orElse(null);
        createdAt = Times.micros(user.createdAt());
        updatedAt = Times.micros(user.updatedAt());
    }

    /** Returns the value that the row stands for, with roles that are kept elsewhere. */
    public User value(List<Urn> roles) {
        return new User(
                Ids.urn(EntityType.USER, id),
                Ids.urn(EntityType.ORGANIZATION, organizationId),
                username,
                fullName,
                description,
                email,
                enabled,
                Optional.ofNullable(lockedUntil).map(Times::instant),
                deployedVmQuota,
                storedVmQuota,
                providerType,
                roles,
                Optional.ofNullable(lastLoginAt).map(Times::instant),
                Times.instant(createdAt),
                Times.instant(updatedAt));
    }

    /** Returns the password hash. */
    public String passwordHash() {
        return passwordHash;
    }

    /** Returns the id. */
    public String id() {
        return id;
    }
}
