package io.ssvirt.identity.internal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Role;
import io.ssvirt.model.Urn;
import io.ssvirt.model.User;
import io.ssvirt.store.spi.Account;
import io.ssvirt.store.spi.SessionRepository.Owned;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;

/**
 * Who may do what, without asking the database at every request: sessions in use, roles and organizations.
 *
 * <p>A change on any replica takes effect here at once, see {@link Remembered}.
 */
@Component(service = Authorities.class)
public final class Authorities {

    private final Store store;
    private final Remembered<LiveSession> sessions;
    private final Remembered<Role> roles;
    private final Remembered<Organization> organizations;

    /** Begins to listen for changes. */
    @Activate
    public Authorities(@Reference Store store) {
        this.store = store;
        this.sessions = new Remembered<>(store.signals(), LiveSession::standsOn);
        this.roles = new Remembered<>(store.signals(), (role, changed) -> changed.equals(role.id()));
        this.organizations = new Remembered<>(store.signals(), (org, changed) -> changed.equals(org.id()));
    }

    @Deactivate
    void stop() {
        sessions.close();
        roles.close();
        organizations.close();
    }

    /** Returns a session; empty when there is none of that id. */
    Outcome<Optional<LiveSession>> session(Urn id) {
        Optional<LiveSession> kept = sessions.kept(id);
        return kept.isPresent()
                ? Outcome.done(kept)
                : store.read(tx -> Outcome.done(Optional.ofNullable(
                        sessions.all(List.of(id), missing -> load(tx, id)).get(id))));
    }

    /** Whoever logs in looks at its own organization and roles soon; after this they need no statement either. */
    private Map<Urn, LiveSession> load(Transaction tx, Urn id) {
        Optional<Owned> owned = tx.sessions().findOwned(id);
        owned.ifPresent(found -> accounts(tx, List.of(found.account().user())));
        return owned.map(found -> Map.of(id, new LiveSession(found))).orElse(Map.of());
    }

    /** Returns a session as the database knows it now, where another replica may have noted a use. */
    Outcome<Optional<LiveSession>> sessionAnew(Urn id) {
        sessions.forget(id);
        return session(id);
    }

    /** Puts users together with their organizations and roles. */
    List<Account> accounts(Transaction tx, List<User> users) {
        Map<Urn, Organization> orgs = organizations.all(
                users.stream().map(User::orgId).distinct().toList(),
                missing -> byId(tx.organizations().findAll(missing), Organization::id));
        Map<Urn, Role> known = roles(
                tx,
                users.stream()
                        .flatMap(user -> user.roleIds().stream())
                        .distinct()
                        .toList());
        return users.stream()
                .filter(user -> orgs.containsKey(user.orgId()))
                .map(user -> new Account(
                        user,
                        orgs.get(user.orgId()),
                        user.roleIds().stream()
                                .filter(known::containsKey)
                                .map(known::get)
                                .sorted((one, other) -> one.name().compareTo(other.name()))
                                .toList()))
                .toList();
    }

    private Map<Urn, Role> roles(Transaction tx, Collection<Urn> ids) {
        return roles.all(ids, missing -> byId(tx.roles().findAll(missing), Role::id));
    }

    private static <V> Map<Urn, V> byId(List<V> values, Function<V, Urn> id) {
        return values.stream().collect(Collectors.toMap(id, value -> value));
    }
}
