package io.ssvirt.identity.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Sessions;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.IdSource;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Secret;
import io.ssvirt.model.Session;
import io.ssvirt.model.Urn;
import io.ssvirt.store.spi.Account;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;
import io.ssvirt.store.spi.UserRepository.Login;

/** Opens sessions, recognizes their tokens and ends them. A session is a row: deleting it ends it everywhere at once. */
@Component(configurationPid = "io.ssvirt.identity")
public final class SessionService implements Sessions {

    private static final DomainError NO_TOKEN = DomainError.unauthenticated("Token verification failed");
    private static final DomainError INACTIVE = DomainError.forbidden("User account is inactive");
    private static final DomainError NOT_OWN = DomainError.forbidden("Cannot access another user's session");
    private static final Duration CLEAN_EVERY = Duration.ofMinutes(1);

    private final Store store;
    private final Clock clock;
    private final IdSource ids;
    private final Tokens tokens;
    private final Authorities authorities;
    private final LoginAttempts attempts;
    private final SessionTerms terms;
    private final AtomicReference<Instant> cleaned = new AtomicReference<>(Instant.EPOCH);

    /** Takes what it works with. */
    @Activate
    public SessionService(
            @Reference Store store,
            @Reference Clock clock,
            @Reference IdSource ids,
            @Reference Bootstrap identity,
            @Reference Authorities authorities,
            IdentityConfig config) {
        this.store = store;
        this.clock = clock;
        this.ids = ids;
        this.tokens = identity.tokens();
        this.authorities = authorities;
        this.attempts = new LoginAttempts(store, clock, identity.passwords(), config);
        this.terms = SessionTerms.of(config);
    }

    @Override
    public Outcome<Opened> open(String login, Secret password) {
        return open(tx -> LoginName.find(tx, login), password);
    }

    @Override
    public Outcome<Opened> openForProvider(String login, Secret password) {
        return open(tx -> LoginName.findOfProvider(tx, login), password);
    }

    private Outcome<Opened> open(Function<Transaction, Optional<Login>> find, Secret password) {
        return store.read(tx -> Outcome.done(find.apply(tx)))
                .then(found -> attempts.check(found, password))
                .then(login -> open(login, attempts.kept(login, password)));
    }

    private Outcome<Opened> open(Login login, String kept) {
        Account account = login.account();
        if (!account.user().enabled() || !account.organization().enabled()) {
            return Outcome.refused(INACTIVE);
        }
        Instant now = clock.instant();
        Session session = terms.begin(ids, account.user().id(), now);
        return store.write(tx -> {
                    if (!tx.users().noteLogin(account.user().id(), login.passwordHash(), kept, now)) {
                        return Outcome.<Boolean>refused(LoginAttempts.BAD_LOGIN);
                    }
                    tx.sessions().insert(session);
                    return Outcome.done(true);
                })
                .then(done -> cleaned(now))
                .map(done -> new Opened(
                        terms.details(session, account),
                        tokens.sign(session, account.user().username())));
    }

    /** What ended by itself is nobody's but takes room. */
    private Outcome<Boolean> cleaned(Instant now) {
        Instant last = cleaned.get();
        if (now.isBefore(last.plus(CLEAN_EVERY)) || !cleaned.compareAndSet(last, now)) {
            return Outcome.done(false);
        }
        return store.write(tx -> Outcome.done(tx.sessions().deleteEnded(now, now.minus(terms.idle())) > 0));
    }

    @Override
    public Outcome<Caller> authenticate(String token) {
        Instant now = clock.instant();
        return Outcome.required(tokens.verify(token, now), NO_TOKEN)
                .then(id -> authorities.session(id).then(known -> good(id, known, now)))
                .map(session -> used(session, now).caller());
    }

    /** What is remembered may have been used through another replica in the meantime; the database decides. */
    private Outcome<LiveSession> good(Urn id, Optional<LiveSession> known, Instant now) {
        Optional<LiveSession> good = known.filter(session -> session.isGood(now, terms.idle()));
        return good.isPresent() || known.isEmpty()
                ? Outcome.required(good, NO_TOKEN)
                : authorities
                        .sessionAnew(id)
                        .then(anew ->
                                Outcome.required(anew.filter(session -> session.isGood(now, terms.idle())), NO_TOKEN));
    }

    /** A use that cannot be noted just now is no reason to refuse it; the next one is noted. */
    private LiveSession used(LiveSession session, Instant now) {
        if (session.use(now, terms.noteEvery())) {
            store.write(tx -> {
                tx.sessions().touch(session.session().id(), now);
                return Outcome.done(true);
            });
        }
        return session;
    }

    @Override
    public Outcome<Page<Details>> list(Caller caller, Query query) {
        return authorities
                .session(caller.sessionId())
                .then(known -> Outcome.required(known, NO_TOKEN))
                .then(own -> store.read(tx -> Outcome.done(
                        tx.sessions().page(caller.userId(), query).map(one -> terms.details(one, own.account())))));
    }

    @Override
    public Outcome<Details> get(Caller caller, Urn id) {
        return own(caller, id).map(own -> terms.details(own.session(), own.account()));
    }

    @Override
    public Outcome<Urn> close(Caller caller, Urn id) {
        return own(caller, id)
                .then(own -> store.write(tx -> {
                    tx.sessions().delete(id);
                    return Outcome.done(id);
                }));
    }

    private Outcome<LiveSession> own(Caller caller, Urn id) {
        return authorities
                .session(id)
                .then(known -> Outcome.required(
                        known.filter(one -> one.session().userId().equals(caller.userId())), NOT_OWN));
    }
}
