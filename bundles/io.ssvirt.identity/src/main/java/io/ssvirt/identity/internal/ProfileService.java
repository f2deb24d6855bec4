package io.ssvirt.identity.internal;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Profile;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Preferences;
import io.ssvirt.model.Query;
import io.ssvirt.model.Secret;
import io.ssvirt.model.Urn;
import io.ssvirt.store.spi.ApiTokenRepository.Owned;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;
import io.ssvirt.store.spi.UserRepository.Login;
import io.ssvirt.store.spi.UserRepository.Settings;

/** Preferences, password and ways in of the user who asks. */
@Component(configurationPid = "io.ssvirt.identity")
public final class ProfileService implements Profile {

    private static final String PASSWORD = "password";
    private static final String API_TOKENS = "api-tokens";
    private static final DomainError GONE = DomainError.notFound("User not found");

    private final Store store;
    private final Passwords passwords;
    private final PasswordRules rules;
    private final LoginAttempts attempts;

    /** Takes what it works with. */
    @Activate
    public ProfileService(
            @Reference Store store, @Reference Clock clock, @Reference Bootstrap identity, IdentityConfig config) {
        this.store = store;
        this.passwords = identity.passwords();
        this.rules = new PasswordRules(config.password__min__length());
        this.attempts = new LoginAttempts(store, clock, passwords, config);
    }

    @Override
    public Outcome<Preferences> preferences(Caller caller) {
        return store.read(
                tx -> Outcome.done(tx.users().settings(caller.userId()).preferences()));
    }

    @Override
    public Outcome<Preferences> prefer(Caller caller, UnaryOperator<Preferences> change) {
        return store.write(tx -> {
            Settings kept = tx.users().settings(caller.userId());
            Preferences wanted = change.apply(kept.preferences());
            tx.users().keep(caller.userId(), new Settings(wanted, kept.apiTokens()));
            return Outcome.done(wanted);
        });
    }

    @Override
    public Outcome<Urn> changePassword(Caller caller, Secret current, Secret wanted) {
        Optional<DomainError> against = rules.problemOf("new_password", wanted.reveal());
        if (against.isPresent()) {
            return Outcome.refused(against.get());
        }
        return login(caller)
                .then(login -> attempts.check(Optional.of(login), current)
                        .fold(
                                Outcome::done,
                                error -> error.equals(LoginAttempts.BAD_LOGIN)
                                        ? Outcome.<Login>refused(DomainError.invalid(
                                                "current_password", "The current password is not right"))
                                        : Outcome.<Login>refused(error)))
                .then(checked -> replace(caller, passwords.hash(wanted.reveal())));
    }

    private Outcome<Login> login(Caller caller) {
        return store.read(tx -> Outcome.required(
                tx.users().findAccount(caller.userId()).flatMap(account -> tx.users()
                        .passwordHash(caller.userId())
                        .map(hash -> new Login(account, hash))),
                GONE));
    }

    private Outcome<Urn> replace(Caller caller, String hash) {
        return store.write(tx -> {
            tx.users().setPassword(caller.userId(), hash);
            tx.sessions().deleteOfUser(caller.userId(), Optional.of(caller.sessionId()));
            return Outcome.done(caller.userId());
        });
    }

    @Override
    public Outcome<List<SecuritySetting>> security(Caller caller) {
        return store.read(tx -> settings(tx, caller));
    }

    @Override
    public Outcome<SecuritySetting> secure(Caller caller, String id, boolean enabled) {
        if (id.equals(PASSWORD)) {
            return Outcome.refused(DomainError.conflict(
                    "FIXED",
                    "The login with a password cannot be turned on or off; an administrator can disable a user"));
        }
        if (!id.equals(API_TOKENS)) {
            return Outcome.refused(DomainError.notFound("Security setting not found"));
        }
        return store.write(tx -> {
            tx.users()
                    .keep(
                            caller.userId(),
                            new Settings(tx.users().settings(caller.userId()).preferences(), enabled));
            if (!enabled) {
                tokens(tx, caller).forEach(owned -> tx.sessions()
                        .deleteOfToken(owned.token().id()));
            }
            return settings(tx, caller).map(settings -> settings.get(1));
        });
    }

    private static Outcome<List<SecuritySetting>> settings(Transaction tx, Caller caller) {
        return Outcome.required(tx.users().ways(caller.userId()), GONE)
                .map(ways -> List.of(
                        new SecuritySetting(
                                PASSWORD, "Password", "Log in with user name and password", true, ways.lastLogin()),
                        new SecuritySetting(
                                API_TOKENS,
                                "API tokens",
                                "Let programs log in with the API tokens that you created",
                                ways.apiTokens(),
                                ways.lastExchange())));
    }

    private static List<Owned> tokens(Transaction tx, Caller caller) {
        return tx.tokens()
                .page(Optional.of(caller.userId()), Optional.empty(), Query.page(1, ApiTokenService.MOST))
                .values();
    }
}
