package io.ssvirt.store.jpa.internal;

import java.util.List;
import java.util.Optional;

import javax.persistence.EntityManager;

import io.ssvirt.model.EntityType;
import io.ssvirt.model.Urn;
import io.ssvirt.model.User;
import io.ssvirt.store.jpa.internal.entity.Ids;
import io.ssvirt.store.jpa.internal.entity.UserEntity;
import io.ssvirt.store.jpa.internal.entity.UserRoleEntity;
import io.ssvirt.store.spi.UserRepository;

/** Users on JPA. */
final class UserRows implements UserRepository {

    private final EntityManager em;
    private final Rows<UserEntity> rows;

    UserRows(EntityManager em) {
        this.em = em;
        this.rows = new Rows<>(em, UserEntity.class);
    }

    @Override
    public Optional<User> find(Urn id) {
        return rows.find(id).map(this::value);
    }

    @Override
    public List<User> findByName(String username, Optional<Urn> organization) {
        return em.createQuery("select e from UserEntity e where e.username = :name order by e.id", UserEntity.class)
                .setParameter("name", username)
                .getResultStream()
                .map(this::value)
                .filter(user -> organization.isEmpty() || organization.get().equals(user.orgId()))
                .toList();
    }

    @Override
    public Optional<String> passwordHash(Urn id) {
        return em.createQuery("select e.passwordHash from UserEntity e where e.id = :id", String.class)
                .setParameter("id", Ids.text(id))
                .getResultStream()
                .findFirst();
    }

    @Override
    public boolean anyWithRole(Urn role) {
        return !em.createQuery("select e.userId from UserRoleEntity e where e.roleId = :role", String.class)
                .setParameter("role", Ids.text(role))
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    @Override
    public void insert(User user, String passwordHash) {
        rows.insert(new UserEntity(user, passwordHash));
        user.roleIds().forEach(role -> em.persist(new UserRoleEntity(Ids.text(user.id()), Ids.text(role))));
        rows.flush();
    }

    private User value(UserEntity row) {
        List<Urn> roles = em.createQuery(
                        "select e.roleId from UserRoleEntity e where e.userId = :user order by e.roleId", String.class)
                .setParameter("user", row.id())
                .getResultStream()
                .map(id -> Ids.urn(EntityType.ROLE, id))
                .toList();
        return row.value(roles);
    }
}
