package io.ssvirt.store.jpa.internal;

import java.util.List;
import java.util.Objects;

import io.ssvirt.model.Organization;
import io.ssvirt.model.Role;
import io.ssvirt.store.jpa.internal.entity.OrganizationEntity;
import io.ssvirt.store.jpa.internal.entity.RoleEntity;
import io.ssvirt.store.jpa.internal.entity.UserEntity;
import io.ssvirt.store.spi.Account;

/** Users with organization and roles, joined by the database: one row for each role, one without a role for a user without any. */
final class Accounts {

    /** The tables; what is selected begins with {@code u, o, r}. */
    static final String TABLES = " from UserEntity u join OrganizationEntity o on o.id = u.organizationId"
            + " left join UserRoleEntity x on x.userId = u.id left join RoleEntity r on r.id = x.roleId";

    /** The order in which roles are shown. */
    static final String ORDER = " order by u.id, r.name";

    private Accounts() {}

    /** Returns the account that all rows are about. */
    static Account of(List<Object[]> rows) {
        UserEntity user = (UserEntity) rows.get(0)[0];
        Organization organization = ((OrganizationEntity) rows.get(0)[1]).value();
        List<Role> roles = rows.stream()
                .map(row -> (RoleEntity) row[2])
                .filter(Objects::nonNull)
                .map(RoleEntity::value)
                .toList();
        return new Account(user.value(roles.stream().map(Role::id).toList()), organization, roles);
    }
}
