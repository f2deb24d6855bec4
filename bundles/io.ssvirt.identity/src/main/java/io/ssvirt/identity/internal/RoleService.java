package io.ssvirt.identity.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Roles;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.IdSource;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Query.Criterion;
import io.ssvirt.model.Right;
import io.ssvirt.model.Role;
import io.ssvirt.model.Urn;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;

/** Roles; everybody who is logged in may know them (contract 3.2), and the provider makes them. */
@Component
public final class RoleService implements Roles {

    private static final DomainError NOT_FOUND = DomainError.notFound("Role not found");
    private static final DomainError TAKEN = DomainError.nameInUse("name", "Role name already exists");

    private final Store store;
    private final Clock clock;
    private final IdSource ids;

    /** Takes what it works with, once the predefined roles are in the store. */
    @Activate
    public RoleService(
            @Reference Store store, @Reference Clock clock, @Reference IdSource ids, @Reference Bootstrap prepared) {
        this.store = store;
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public Outcome<Page<Role>> list(Caller caller, Query query) {
        return store.read(tx -> Outcome.done(tx.roles().page(query)));
    }

    @Override
    public Outcome<Role> get(Caller caller, Urn id) {
        return store.read(tx -> Outcome.required(tx.roles().find(id), NOT_FOUND));
    }

    @Override
    public Outcome<Role> create(Caller caller, Draft draft) {
        Instant now = clock.instant();
        return managing(caller)
                .then(who -> store.write(tx -> {
                    String name = draft.name().filter(text -> !text.isBlank()).orElse("");
                    if (name.isEmpty()) {
                        return Outcome.refused(DomainError.invalid("name", "field \"name\" is required"));
                    }
                    if (tx.roles().findByName(name).isPresent()) {
                        return Outcome.refused(TAKEN);
                    }
                    Role role = new Role(
                            new Urn(EntityType.ROLE, ids.next()),
                            name,
                            draft.description().orElse(""),
                            Role.NO_BUNDLE_KEY,
                            false,
                            draft.rights().orElse(Set.of()),
                            now,
                            now);
                    tx.roles().insert(role);
                    return Outcome.done(role);
                }));
    }

    @Override
    public Outcome<Role> update(Caller caller, Urn id, Draft draft) {
        return managing(caller)
                .then(who -> store.write(tx -> changeable(tx, id).then(found -> {
                    String name = draft.name().filter(text -> !text.isBlank()).orElse(found.name());
                    if (!name.equals(found.name())
                            && tx.roles().findByName(name).isPresent()) {
                        return Outcome.refused(TAKEN);
                    }
                    Role changed = new Role(
                            id,
                            name,
                            draft.description().orElse(found.description()),
                            found.bundleKey(),
                            false,
                            draft.rights().orElse(found.rights()),
                            found.createdAt(),
                            clock.instant());
                    tx.roles().update(changed);
                    return Outcome.done(changed);
                })));
    }

    @Override
    public Outcome<Urn> delete(Caller caller, Urn id) {
        return managing(caller)
                .then(who -> store.write(tx -> changeable(tx, id).then(found -> {
                    if (tx.users().anyWithRole(id)) {
                        return Outcome.refused(DomainError.conflict(
                                "IN_USE", "Role \"" + found.name() + "\" is held by users; take it from them first"));
                    }
                    tx.roles().delete(id);
                    return Outcome.done(id);
                })));
    }

    @Override
    public Outcome<Page<Right>> rights(Caller caller, Optional<Urn> role, Query query) {
        return role.<Outcome<Set<Right>>>map(id -> get(caller, id).map(Role::rights))
                .orElseGet(() -> Outcome.done(Set.of(Right.values())))
                .map(rights -> page(rights, query));
    }

    private static Page<Right> page(Set<Right> rights, Query query) {
        Comparator<Right> byName = Comparator.comparing(Right::text);
        boolean down = query.order().filter(order -> !order.ascending()).isPresent();
        List<Right> all = rights.stream()
                .filter(right -> query.criteria().stream().allMatch(criterion -> matches(right, criterion)))
                .sorted(down ? byName.reversed() : byName)
                .toList();
        return new Page<>(
                all.stream().skip(query.skip()).limit(query.pageSize()).toList(),
                all.size(),
                query.page(),
                query.pageSize());
    }

    private static boolean matches(Right right, Criterion criterion) {
        String own =
                switch (criterion.field()) {
                    case "name" -> right.text();
                    case "id" -> right.id().toString();
                    case "category" -> right.category();
                    default -> "";
                };
        String low = own.toLowerCase(Locale.ROOT);
        String asked = criterion.value().toLowerCase(Locale.ROOT);
        return own.isEmpty()
                || switch (criterion.match()) {
                    case EQUALS -> own.equals(criterion.value());
                    case STARTS_WITH -> low.startsWith(asked);
                    default -> low.contains(asked);
                };
    }

    private static Outcome<Role> changeable(Transaction tx, Urn id) {
        return Outcome.required(tx.roles().findLocked(id), NOT_FOUND)
                .then(found -> found.readOnly()
                        ? Outcome.refused(DomainError.conflict(
                                "READ_ONLY", "Role \"" + found.name() + "\" is predefined and cannot be changed"))
                        : Outcome.done(found));
    }

    private static Outcome<Caller> managing(Caller caller) {
        return caller.isProvider()
                ? caller.having(Right.ROLE_MANAGE)
                : Outcome.refused(DomainError.forbidden("System Administrator role required"));
    }
}
