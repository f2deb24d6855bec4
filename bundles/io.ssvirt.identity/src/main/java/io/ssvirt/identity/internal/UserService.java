package io.ssvirt.identity.internal;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Users;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.IdSource;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Right;
import io.ssvirt.model.Role;
import io.ssvirt.model.Secret;
import io.ssvirt.model.Urn;
import io.ssvirt.model.User;
import io.ssvirt.store.spi.Account;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;

/** Users. They live in the database only, so nothing here goes through the journal. */
@Component(configurationPid = "io.ssvirt.identity")
public final class UserService implements Users {

    private static final DomainError NOT_FOUND = DomainError.notFound("User not found");
    private static final DomainError NO_ORGANIZATION = DomainError.notFound("Organization not found");

    private final Store store;
    private final Clock clock;
    private final IdSource ids;
    private final Authorities authorities;
    private final Passwords passwords;
    private final PasswordRules rules;

    /** Takes what it works with. */
    @Activate
    public UserService(
            @Reference Store store,
            @Reference Clock clock,
            @Reference IdSource ids,
            @Reference Bootstrap identity,
            @Reference Authorities authorities,
            IdentityConfig config) {
        this.store = store;
        this.clock = clock;
        this.ids = ids;
        this.authorities = authorities;
        this.passwords = identity.passwords();
        this.rules = new PasswordRules(config.password__min__length());
    }

    @Override
    public Outcome<Page<Detail>> list(Caller caller, Optional<Urn> organization, Query query) {
        if (organization.filter(id -> !caller.sees(id)).isPresent()) {
            return Outcome.refused(NO_ORGANIZATION);
        }
        return caller.having(Right.USER_VIEW)
                .then(who -> store.read(tx -> organization
                        .map(id -> Outcome.required(tx.users().pageOf(id, query), NO_ORGANIZATION))
                        .orElseGet(() -> Outcome.done(tx.users().page(who.scope(), query)))
                        .map(page -> new Page<>(
                                authorities.accounts(tx, page.values()).stream()
                                        .map(this::detail)
                                        .toList(),
                                page.total(),
                                page.page(),
                                page.pageSize(),
                                page.source()))));
    }

    @Override
    public Outcome<Detail> get(Caller caller, Urn id) {
        if (id.equals(caller.userId())) {
            return store.read(tx -> Outcome.required(tx.users().findAccount(id), NOT_FOUND))
                    .map(this::detail);
        }
        return caller.having(Right.USER_VIEW)
                .then(who -> store.read(tx -> visible(tx, who, id)))
                .map(this::detail);
    }

    @Override
    public Outcome<Detail> create(Caller caller, Draft draft) {
        return caller.having(Right.USER_MANAGE)
                .then(who -> NewUser.read(draft, rules, clock.instant()))
                .<Account>then(wanted -> {
                    String hash = passwords.hash(wanted.password().reveal());
                    return store.write(tx -> place(tx, caller, draft).then(place -> insert(tx, wanted, hash, place)));
                })
                .map(this::detail);
    }

    private static Outcome<Place> place(Transaction tx, Caller caller, Draft draft) {
        return UserRoles.of(tx, caller, draft.roles())
                .then(roles -> UserOrganization.of(tx, caller, draft.organization())
                        .map(organization -> new Place(organization.id(), roles)));
    }

    private record Place(Urn organization, Set<Urn> roles) {}

    private Outcome<Account> insert(Transaction tx, NewUser wanted, String hash, Place place) {
        User user = wanted.user(new Urn(EntityType.USER, ids.next()), place.organization(), place.roles());
        tx.users().insert(user, hash);
        return Outcome.required(tx.users().findAccount(user.id()), NOT_FOUND);
    }

    @Override
    public Outcome<Detail> update(Caller caller, Urn id, Draft draft) {
        Optional<DomainError> against =
                draft.password().flatMap(password -> rules.problemOf("password", password.reveal()));
        if (against.isPresent()) {
            return Outcome.refused(against.get());
        }
        return caller.having(Right.USER_MANAGE)
                .then(who -> change(who, id, draft))
                .map(this::detail);
    }

    private Outcome<Account> change(Caller caller, Urn id, Draft draft) {
        Optional<String> hash = draft.password().map(Secret::reveal).map(passwords::hash);
        return store.write(tx -> manageable(tx, caller, id)
                        .then(found -> new UserChange(tx, caller, found, draft, clock.instant()).carryOut())
                        .then(changed -> password(tx, caller, changed, hash)))
                .fold(Outcome::done, error -> Outcome.refused(taken(error)));
    }

    /** The database tells which of the two is taken; contract 2.4 has words for a change that differ from those for a create. */
    private static DomainError taken(DomainError error) {
        boolean unique = "NAME_IN_USE".equals(error.code());
        return switch (unique ? error.field().orElse("") : "") {
            case "username" -> DomainError.nameInUse("username", "Username already exists");
            case "email" -> DomainError.nameInUse("email", "Email already exists");
            default -> error;
        };
    }

    private static Outcome<Account> password(Transaction tx, Caller caller, Account account, Optional<String> hash) {
        Urn id = account.user().id();
        hash.ifPresent(fresh -> {
            tx.users().setPassword(id, fresh);
            tx.sessions()
                    .deleteOfUser(id, id.equals(caller.userId()) ? Optional.of(caller.sessionId()) : Optional.empty());
        });
        return Outcome.done(account);
    }

    @Override
    public Outcome<Urn> delete(Caller caller, Urn id) {
        return caller.having(Right.USER_MANAGE)
                .then(who -> store.write(tx -> manageable(tx, who, id).then(found -> {
                    if (id.equals(who.userId())) {
                        return Outcome.refused(DomainError.conflict(
                                "OWN_ACCOUNT", "You cannot delete the user that you are logged in as"));
                    }
                    LastAdministrator last = LastAdministrator.before(tx, found);
                    tx.users().delete(id);
                    return last.after(tx).map(still -> id);
                })));
    }

    private static Outcome<Account> visible(Transaction tx, Caller caller, Urn id) {
        return Outcome.required(
                tx.users()
                        .findAccount(id)
                        .filter(found -> caller.sees(found.organization().id())),
                NOT_FOUND);
    }

    /** Whoever could change a user with more rights could take them over, by a password or a token. */
    static Outcome<Account> manageable(Transaction tx, Caller caller, Urn id) {
        return visible(tx, caller, id).then(found -> {
            Set<Right> theirs = found.roles().stream()
                    .flatMap((Role role) -> role.rights().stream())
                    .collect(Collectors.toSet());
            return caller.rights().containsAll(theirs)
                    ? Outcome.done(found)
                    : Outcome.refused(DomainError.forbidden("This user has rights that you do not have"));
        });
    }

    private Detail detail(Account account) {
        return new Detail(
                account.user(),
                account.organization(),
                account.roles(),
                account.user().isLocked(clock.instant()));
    }
}
