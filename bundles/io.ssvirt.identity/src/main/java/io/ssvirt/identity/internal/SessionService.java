package io.ssvirt.identity.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Sessions;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.IdSource;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Right;
import io.ssvirt.model.Role;
import io.ssvirt.model.Session;
import io.ssvirt.model.Urn;
import io.ssvirt.model.User;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;

/** Opens sessions, recognizes their tokens and ends them. A session is a row: deleting it ends it everywhere at once. */
@Component(configurationPid = "io.ssvirt.identity")
public final class SessionService implements Sessions {

    private static final DomainError NO_TOKEN = DomainError.unauthenticated("Token verification failed");
    private static final DomainError INACTIVE = DomainError.forbidden("User account is inactive");
    private static final Duration NOTE_USE_EVERY = Duration.ofSeconds(30);

    private final Store store;
    private final Clock clock;
    private final IdSource ids;
    private final Bootstrap identity;
    private final Duration expiry;
    private final Duration idle;
    private final Site site;

    /** Takes what it works with. */
    @Activate
    public SessionService(
            @Reference Store store,
            @Reference Clock clock,
            @Reference IdSource ids,
            @Reference Bootstrap identity,
            IdentityConfig config) {
        this.store = store;
        this.clock = clock;
        this.ids = ids;
        this.identity = identity;
        this.expiry = Duration.parse(config.token_expiry());
        this.idle = Duration.ofMinutes(
                config.session_idle_timeout_minutes() > 0 ? config.session_idle_timeout_minutes() : 30);
        this.site = new Site(config.session_site_name(), config.session_site_id(), config.session_location());
    }

    @Override
    public Outcome<Opened> open(String login, String password) {
        Outcome<Optional<User>> found = store.read(tx -> Outcome.done(LoginName.find(tx, login)));
        return found.then(user -> {
                    Outcome<Optional<String>> hash = store.read(
                            tx -> Outcome.done(user.flatMap(known -> tx.users().passwordHash(known.id()))));
                    return hash.then(stored -> identity.passwords().matches(password, stored)
                            ? Outcome.done(user.orElseThrow())
                            : Outcome.<User>refused(Bootstrap.badLogin()));
                })
                .then(this::open);
    }

    private Outcome<Opened> open(User user) {
        Instant now = clock.instant();
        return store.write(tx -> {
            Organization organization = tx.organizations().find(user.orgId()).orElseThrow();
            if (!user.enabled() || user.locked() || !organization.enabled()) {
                return Outcome.refused(INACTIVE);
            }
            Session session =
                    new Session(new Urn(EntityType.SESSION, ids.next()), user.id(), now, now, now.plus(expiry));
            tx.sessions().deleteEnded(now, now.minus(idle));
            tx.sessions().insert(session);
            return Outcome.done(new Opened(
                    details(session, user, organization, tx.roles().findAll(user.roleIds())),
                    identity.tokens().sign(session, user.username())));
        });
    }

    @Override
    public Outcome<Caller> authenticate(String token) {
        Instant now = clock.instant();
        return identity.tokens()
                .verify(token, now)
                .map(id -> store.read(tx ->
                                Outcome.required(good(tx, id, now), NO_TOKEN).then(session -> caller(tx, session)))
                        .then(known -> noteUse(known, now)))
                .orElseGet(() -> Outcome.refused(NO_TOKEN));
    }

    private record Known(Session session, Caller caller) {}

    private Optional<Session> good(Transaction tx, Urn id, Instant now) {
        return tx.sessions()
                .find(id)
                .filter(session -> now.isBefore(session.expiresAt()))
                .filter(session -> now.isBefore(session.lastSeenAt().plus(idle)));
    }

    private static Outcome<Known> caller(Transaction tx, Session session) {
        Optional<User> user = tx.users().find(session.userId()).filter(found -> found.enabled() && !found.locked());
        boolean organizationEnabled = user.flatMap(found -> tx.organizations().find(found.orgId()))
                .filter(Organization::enabled)
                .isPresent();
        return Outcome.required(user.filter(found -> organizationEnabled), NO_TOKEN)
                .map(found -> {
                    Set<Right> rights = EnumSet.noneOf(Right.class);
                    tx.roles().findAll(found.roleIds()).forEach(role -> rights.addAll(role.rights()));
                    return new Known(
                            session, new Caller(found.id(), found.username(), found.orgId(), session.id(), rights));
                });
    }

    private Outcome<Caller> noteUse(Known known, Instant now) {
        if (known.session().lastSeenAt().plus(NOTE_USE_EVERY).isAfter(now)) {
            return Outcome.done(known.caller());
        }
        return store.write(tx -> {
            tx.sessions().touch(known.session().id(), now);
            return Outcome.done(known.caller());
        });
    }

    @Override
    public Outcome<Details> get(Caller caller, Urn id) {
        return own(caller, id)
                .then(own -> store.read(tx -> Outcome.required(tx.sessions().find(own), NO_TOKEN)
                        .then(session -> Outcome.required(tx.users().find(session.userId()), NO_TOKEN)
                                .map(user -> details(
                                        session,
                                        user,
                                        tx.organizations().find(user.orgId()).orElseThrow(),
                                        tx.roles().findAll(user.roleIds()))))));
    }

    @Override
    public Outcome<Urn> close(Caller caller, Urn id) {
        return own(caller, id)
                .then(own -> store.write(tx -> {
                    tx.sessions().delete(own);
                    return Outcome.done(own);
                }));
    }

    private static Outcome<Urn> own(Caller caller, Urn id) {
        return id.equals(caller.sessionId())
                ? Outcome.done(id)
                : Outcome.refused(DomainError.forbidden("Cannot access another user's session"));
    }

    private Details details(Session session, User user, Organization organization, List<Role> roles) {
        return new Details(session, user, organization, roles, (int) idle.toMinutes(), site);
    }
}
