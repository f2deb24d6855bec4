package io.ssvirt.store.jpa.internal;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.persistence.EntityManager;
import javax.persistence.TypedQuery;

import io.ssvirt.model.EntityType;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Urn;
import io.ssvirt.model.User;
import io.ssvirt.store.jpa.internal.Listing.Computed;
import io.ssvirt.store.jpa.internal.Listing.Computing;
import io.ssvirt.store.jpa.internal.Listing.Scope;
import io.ssvirt.store.jpa.internal.Listing.Totals;
import io.ssvirt.store.jpa.internal.entity.Ids;
import io.ssvirt.store.jpa.internal.entity.Times;
import io.ssvirt.store.jpa.internal.entity.UserEntity;
import io.ssvirt.store.jpa.internal.entity.UserRoleEntity;
import io.ssvirt.store.jpa.internal.entity.UserSettingsEntity;
import io.ssvirt.store.spi.Account;
import io.ssvirt.store.spi.Signal;
import io.ssvirt.store.spi.UserRepository;

/** Users on JPA. */
final class UserRows implements UserRepository {

    private static final Totals TOTALS = Totals.in("users");

    private static final Listing<UserEntity> LISTING =
            new Listing<>(UserEntity.class, columns(), "e.username asc, e.id asc");

    private static final Computing ROLES = new Computing(
            "", List.of("coalesce((select string_agg(x.role_id, ',') from user_roles x where x.user_id = e.id), '')"));

    private static final String ACTIVE = "select u.id from UserEntity u, UserRoleEntity x, OrganizationEntity o"
            + " where x.userId = u.id and x.roleId = :role and o.id = u.organizationId"
            + " and u.enabled = true and o.enabled = true and u.id <> :user and o.id <> :organization";

    private static final String FAILURE = "update UserEntity e set e.lastFailedAt = :at, e.failedLogins ="
            + " case when e.lastFailedAt is null or e.lastFailedAt < :since then 1 else e.failedLogins + 1 end"
            + " where e.id = :id";

    private static final String WAYS = "select u.lastLoginAt, s.userId, s.apiTokens,"
            + " (select max(t.lastUsedAt) from ApiTokenEntity t where t.userId = u.id)"
            + " from UserEntity u left join UserSettingsEntity s on s.userId = u.id where u.id = :id";

    private final EntityManager em;
    private final List<Signal> signals;
    private final Rows<UserEntity> rows;

    UserRows(EntityManager em, List<Signal> signals) {
        this.em = em;
        this.signals = signals;
        this.rows = new Rows<>(em, UserEntity.class);
    }

    private static Map<String, Column> columns() {
        Map<String, Column> columns = new HashMap<>();
        columns.put("id", Column.id("id"));
        columns.put("name", Column.texts("username", "fullName", "email"));
        columns.put("username", Column.text("username"));
        columns.put("fullName", Column.text("fullName"));
        columns.put("email", Column.text("email"));
        columns.put("description", Column.text("description"));
        columns.put("enabled", Column.flag("enabled"));
        columns.put("isEnabled", Column.flag("enabled"));
        columns.put("organizationId", Column.id("organizationId"));
        columns.put("orgEntityRef.id", Column.id("organizationId"));
        columns.put("orgEntityRef.name", ofOrganization());
        columns.put("organizationName", ofOrganization());
        columns.put("roleEntityRefs.id", havingRole("x.role_id = :value"));
        columns.put("roleEntityRefs.name", havingRole("r.name = :value"));
        columns.put("role", havingRole("x.role_id = :value or r.name = :value"));
        columns.put("createdAt", Column.order("createdAt"));
        columns.put("updatedAt", Column.order("updatedAt"));
        columns.put("lastLogin", Column.order("lastLoginAt"));
        return columns;
    }

    private static Column ofOrganization() {
        return Column.linked(
                "exists (select 1 from organizations x where x.id = e.organizationId and x.name = :value)");
    }

    private static Column havingRole(String condition) {
        return Column.linked("exists (select 1 from user_roles x join roles r on r.id = x.role_id"
                + " where x.user_id = e.id and (" + condition + "))");
    }

    @Override
    public Optional<User> find(Urn id) {
        return rows.find(id).map(this::value);
    }

    @Override
    public Optional<User> findLocked(Urn id) {
        return rows.findLocked(id).map(this::value);
    }

    @Override
    public Optional<Account> findAccount(Urn id) {
        List<Object[]> found = em.createQuery(
                        "select u, o, r" + Accounts.TABLES + " where u.id = :id" + Accounts.ORDER, Object[].class)
                .setParameter("id", Ids.text(id))
                .getResultList();
        return found.isEmpty() ? Optional.empty() : Optional.of(Accounts.of(found));
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
    public List<Login> findLogins(String username, Optional<String> organization) {
        String condition = " where u.username = :name"
                + (organization.isPresent() ? " and lower(o.name) = lower(:organization)" : "");
        TypedQuery<Object[]> query = em.createQuery(
                        "select u, o, r" + Accounts.TABLES + condition + Accounts.ORDER, Object[].class)
                .setParameter("name", username);
        organization.ifPresent(name -> query.setParameter("organization", name));
        Map<Object, List<Object[]>> byUser = query.getResultList().stream()
                .collect(Collectors.groupingBy(row -> row[0], LinkedHashMap::new, Collectors.toList()));
        return byUser.entrySet().stream()
                .map(user -> new Login(Accounts.of(user.getValue()), ((UserEntity) user.getKey()).passwordHash()))
                .toList();
    }

    @Override
    public Page<User> page(Optional<Urn> only, Query query) {
        return LISTING.computed(em, Scope.counted(only, TOTALS), query, ROLES, UserRows::user);
    }

    @Override
    public Optional<Page<User>> pageOf(Urn organization, Query query) {
        Scope scope = Scope.counted(Optional.of(organization), TOTALS).ownedBy("organizations");
        return LISTING.owned(em, scope, query, ROLES, UserRows::user);
    }

    private static User user(Computed<UserEntity> found) {
        return found.row().value(roles((String) found.values().get(0)));
    }

    private static List<Urn> roles(String ids) {
        return ids.isEmpty()
                ? List.of()
                : Stream.of(ids.split(","))
                        .map(id -> Ids.urn(EntityType.ROLE, id))
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
    public boolean anyActiveWithRole(Urn role, Optional<Urn> exceptUser, Optional<Urn> exceptOrganization) {
        return !em.createQuery(ACTIVE, String.class)
                .setParameter("role", Ids.text(role))
                .setParameter("user", exceptUser.map(Ids::text).orElse(""))
                .setParameter("organization", exceptOrganization.map(Ids::text).orElse(""))
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

    @Override
    public void update(User user) {
        rows.required(user.id()).set(user);
        Set<Urn> wanted = new HashSet<>(user.roleIds());
        for (UserRoleEntity held : held(user.id())) {
            if (!wanted.remove(held.role())) {
                em.remove(held);
            }
        }
        wanted.forEach(role -> em.persist(new UserRoleEntity(Ids.text(user.id()), Ids.text(role))));
        rows.flush();
        signals.add(Signal.ofIdentity(user.id()));
    }

    @Override
    public void setPassword(Urn id, String passwordHash) {
        rows.change(em.createQuery("update UserEntity e set e.passwordHash = :hash, e.failedLogins = 0,"
                        + " e.lockedUntil = null where e.id = :id")
                .setParameter("hash", passwordHash)
                .setParameter("id", Ids.text(id)));
        signals.add(Signal.ofIdentity(id));
    }

    @Override
    public boolean noteLogin(Urn id, String checked, String kept, Instant at) {
        return rows.change(em.createQuery("update UserEntity e set e.passwordHash = :kept, e.lastLoginAt = :at,"
                                + " e.failedLogins = 0, e.lockedUntil = null"
                                + " where e.id = :id and e.passwordHash = :checked")
                        .setParameter("kept", kept)
                        .setParameter("at", Times.micros(at))
                        .setParameter("id", Ids.text(id))
                        .setParameter("checked", checked))
                == 1;
    }

    @Override
    public boolean noteFailure(Urn id, Instant at, Instant since, int most, Instant until) {
        rows.change(em.createQuery(FAILURE)
                .setParameter("at", Times.micros(at))
                .setParameter("since", Times.micros(since))
                .setParameter("id", Ids.text(id)));
        return rows.change(em.createQuery("update UserEntity e set e.lockedUntil = :until, e.failedLogins = 0"
                                + " where e.id = :id and e.failedLogins >= :most")
                        .setParameter("until", Times.micros(until))
                        .setParameter("id", Ids.text(id))
                        .setParameter("most", most))
                == 1;
    }

    @Override
    public Settings settings(Urn id) {
        return Optional.ofNullable(em.find(UserSettingsEntity.class, Ids.text(id)))
                .map(UserSettingsEntity::value)
                .orElse(Settings.DEFAULT);
    }

    @Override
    public Optional<Ways> ways(Urn id) {
        return em.createQuery(WAYS, Object[].class)
                .setParameter("id", Ids.text(id))
                .getResultStream()
                .findFirst()
                .map(row -> new Ways(
                        time(row[0]),
                        // a flag of no row comes as false
                        row[1] == null ? Settings.DEFAULT.apiTokens() : (Boolean) row[2],
                        time(row[3])));
    }

    private static Optional<Instant> time(Object micros) {
        return Optional.ofNullable((Number) micros).map(value -> Times.instant(value.longValue()));
    }

    @Override
    public void keep(Urn id, Settings settings) {
        em.merge(new UserSettingsEntity(id, settings));
        em.flush();
    }

    @Override
    public void delete(Urn id) {
        rows.change(em.createQuery("delete from UserEntity e where e.id = :id").setParameter("id", Ids.text(id)));
        signals.add(Signal.ofIdentity(id));
    }

    private List<UserRoleEntity> held(Urn user) {
        return em.createQuery(
                        "select e from UserRoleEntity e where e.userId = :user order by e.roleId", UserRoleEntity.class)
                .setParameter("user", Ids.text(user))
                .getResultList();
    }

    private User value(UserEntity row) {
        return row.value(held(Ids.urn(EntityType.USER, row.id())).stream()
                .map(UserRoleEntity::role)
                .toList());
    }
}
