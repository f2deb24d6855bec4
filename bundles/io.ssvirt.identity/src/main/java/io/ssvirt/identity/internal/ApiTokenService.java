package io.ssvirt.identity.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import io.ssvirt.api.ApiTokens;
import io.ssvirt.api.Caller;
import io.ssvirt.api.Sessions.Opened;
import io.ssvirt.model.ApiToken;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.IdSource;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Right;
import io.ssvirt.model.Secret;
import io.ssvirt.model.Session;
import io.ssvirt.model.Urn;
import io.ssvirt.store.spi.Account;
import io.ssvirt.store.spi.ApiTokenRepository.Owned;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;

/** API tokens. Their secrets are 256 random bits, so that a plain digest of one is as good as a slow one. */
@Component(configurationPid = "io.ssvirt.identity")
public final class ApiTokenService implements ApiTokens {

    private static final DomainError MISSING =
            DomainError.forbidden("The API token does not exist, or it is not yours to see");
    private static final DomainError BAD_TOKEN = DomainError.unauthenticated("The refresh token is not valid");
    static final int MOST = 100;
    private static final int SECRET_BYTES = 32;
    private static final int LONGEST_NAME = 255;

    private final Store store;
    private final Clock clock;
    private final IdSource ids;
    private final Tokens tokens;
    private final SessionTerms terms;
    private final SecureRandom random = new SecureRandom();

    /** Takes what it works with. */
    @Activate
    public ApiTokenService(
            @Reference Store store,
            @Reference Clock clock,
            @Reference IdSource ids,
            @Reference Bootstrap identity,
            IdentityConfig config) {
        this.store = store;
        this.clock = clock;
        this.ids = ids;
        this.tokens = identity.tokens();
        this.terms = SessionTerms.of(config);
    }

    @Override
    public Outcome<Page<Detail>> list(Caller caller, Query query) {
        boolean manager = caller.rights().contains(Right.USER_MANAGE);
        Optional<Urn> user = manager ? Optional.empty() : Optional.of(caller.userId());
        return store.read(
                tx -> Outcome.done(tx.tokens().page(user, caller.scope(), query).map(ApiTokenService::detail)));
    }

    @Override
    public Outcome<Detail> get(Caller caller, Urn id) {
        return store.read(tx -> visible(tx, caller, id).map(ApiTokenService::detail));
    }

    @Override
    public Outcome<Issued> create(Caller caller, String name) {
        Secret secret = draw();
        return insert(caller, name, Optional.of(digest(secret))).map(detail -> new Issued(detail, secret));
    }

    @Override
    public Outcome<Issued> create(Caller caller, Urn user, String name) {
        Secret secret = draw();
        return caller.having(Right.USER_MANAGE)
                .then(who -> named(name))
                .then(checked -> store.write(tx -> UserService.manageable(tx, caller, user)
                        .then(owner -> insert(tx, user, checked, Optional.of(digest(secret))))))
                .map(detail -> new Issued(detail, secret));
    }

    @Override
    public Outcome<Detail> register(Caller caller, String name) {
        return insert(caller, name, Optional.empty());
    }

    private static Outcome<String> named(String name) {
        return name.isBlank() || name.length() > LONGEST_NAME
                ? Outcome.refused(DomainError.invalid(
                        "name", "The name of an API token has between 1 and " + LONGEST_NAME + " characters"))
                : Outcome.done(name);
    }

    private Outcome<Detail> insert(Caller caller, String name, Optional<String> hash) {
        return store.write(tx -> insert(tx, caller.userId(), name, hash));
    }

    private Outcome<Detail> insert(Transaction tx, Urn owner, String name, Optional<String> hash) {
        if (tx.tokens().count(owner) >= MOST) {
            return Outcome.refused(DomainError.conflict(
                    "TOO_MANY",
                    "There are " + MOST + " API tokens already; revoke one that is no longer needed first"));
        }
        ApiToken token =
                new ApiToken(new Urn(EntityType.TOKEN, ids.next()), owner, name, clock.instant(), Optional.empty());
        tx.tokens().insert(token, hash);
        return Outcome.required(tx.tokens().find(token.id()), MISSING).map(ApiTokenService::detail);
    }

    @Override
    public Outcome<Issued> issue(Caller caller, Urn id) {
        Secret secret = draw();
        return store.write(tx -> Outcome.required(
                        tx.tokens()
                                .find(id)
                                .filter(found -> found.token().userId().equals(caller.userId())),
                        MISSING)
                .then(found -> tx.tokens().issue(id, digest(secret))
                        ? Outcome.done(new Issued(detail(found), secret))
                        : Outcome.refused(
                                DomainError.conflict("ISSUED", "The secret of this API token was given out already"))));
    }

    @Override
    public Outcome<Urn> revoke(Caller caller, Urn id) {
        return store.write(tx -> visible(tx, caller, id).map(found -> {
            tx.tokens().delete(id);
            return id;
        }));
    }

    private static Outcome<Owned> visible(Transaction tx, Caller caller, Urn id) {
        return Outcome.required(
                tx.tokens()
                        .find(id)
                        .filter(found -> found.token().userId().equals(caller.userId())
                                || (caller.rights().contains(Right.USER_MANAGE) && caller.sees(found.orgId()))),
                MISSING);
    }

    @Override
    public Outcome<Opened> exchange(Optional<String> organization, Secret secret) {
        Instant now = clock.instant();
        return store.write(tx -> Outcome.required(tx.tokens().findByHash(digest(secret)), BAD_TOKEN)
                .then(found -> Outcome.required(
                                tx.users().findAccount(found.token().userId()), BAD_TOKEN)
                        .then(account -> mayExchange(tx, account, organization)
                                ? Outcome.done(open(tx, found.token(), account, now))
                                : Outcome.refused(BAD_TOKEN))));
    }

    private static boolean mayExchange(Transaction tx, Account account, Optional<String> organization) {
        Organization own = account.organization();
        boolean provider = own.id().equals(Bootstrap.PROVIDER);
        boolean there = organization
                .map(name -> name.equalsIgnoreCase(own.name()) || (provider && "System".equalsIgnoreCase(name)))
                .orElse(provider);
        return there
                && account.user().enabled()
                && own.enabled()
                && tx.users().settings(account.user().id()).apiTokens();
    }

    private Opened open(Transaction tx, ApiToken token, Account account, Instant now) {
        Session session = terms.beginByApiToken(ids, token.userId(), token.id(), now);
        tx.sessions().insert(session);
        tx.tokens().touch(token.id(), now);
        return new Opened(
                terms.details(session, account),
                tokens.sign(session, account.user().username()));
    }

    private Secret draw() {
        byte[] bits = new byte[SECRET_BYTES];
        random.nextBytes(bits);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    private static String digest(Secret secret) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(secret.reveal().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private static Detail detail(Owned owned) {
        return new Detail(owned.token(), owned.username(), owned.orgId(), owned.orgName());
    }
}
