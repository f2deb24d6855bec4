package io.ssvirt.identity.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.IdSource;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Role;
import io.ssvirt.model.Urn;
import io.ssvirt.model.User;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;
import io.ssvirt.store.spi.UserRepository.Login;

/** Makes administrators and gives them passwords while nobody can log in. */
final class Administrators {

    private static final Logger LOG = LoggerFactory.getLogger(Administrators.class);
    private static final String PASSWORD_VARIABLE = "SSVIRT_INITIAL_ADMIN_PASSWORD";
    private static final String PASSWORD_FILE = "initial-admin-password";
    private static final String NEW_PASSWORD_FILE = "new-password";

    private final Store store;
    private final Clock clock;
    private final IdSource ids;
    private final Passwords passwords;
    private final SecretFolder secrets;

    Administrators(Store store, Clock clock, IdSource ids, Passwords passwords, SecretFolder secrets) {
        this.store = store;
        this.clock = clock;
        this.ids = ids;
        this.passwords = passwords;
        this.secrets = secrets;
    }

    /** Creates the first one, unless some active user has the role already. */
    Outcome<Boolean> first(Role role, IdentityConfig config) {
        if (config.initial__admin__username().isBlank()) {
            return Outcome.done(false);
        }
        return store.read(tx -> Outcome.done(isThere(tx, role)))
                .then(exists -> exists ? Outcome.done(false) : create(role, config));
    }

    private static boolean isThere(Transaction tx, Role role) {
        return tx.users().anyActiveWithRole(role.id(), Optional.empty(), Optional.empty());
    }

    private Outcome<Boolean> create(Role role, IdentityConfig config) {
        Optional<String> given = given(config);
        String password = given.orElseGet(passwords::generated);
        String hash = passwords.hash(password);
        return store.write(tx -> {
                    // held until the commit, so that only one of several replicas that start together makes an
                    // administrator
                    tx.roles().findLocked(role.id());
                    if (isThere(tx, role)) {
                        return Outcome.done(Optional.<User>empty());
                    }
                    if (given.isEmpty()) {
                        // Written before the commit: a password that nobody can read would lock everybody out.
                        secrets.write(PASSWORD_FILE, (password + "\n").getBytes(StandardCharsets.UTF_8));
                    }
                    return Outcome.done(Optional.of(first(tx, config, role, hash)));
                })
                .map(made -> made.map(user -> told(user, given.isPresent())).isPresent());
    }

    private User first(Transaction tx, IdentityConfig config, Role role, String hash) {
        String fullName = (config.initial__admin__first__name() + " " + config.initial__admin__last__name()).strip();
        return put(tx, config.initial__admin__username(), fullName, config.initial__admin__email(), role, hash);
    }

    private User told(User user, boolean given) {
        LOG.info(
                "First administrator created user={} password={}",
                user.username(),
                given ? "as given" : "generated, see " + secrets.file(PASSWORD_FILE));
        return user;
    }

    /** Gives a user of the provider's organization the role and a password; creates the user when it is not there. */
    private User put(Transaction tx, String name, String fullName, String email, Role role, String hash) {
        Optional<User> there = tx.users().findByName(name, Optional.of(Bootstrap.PROVIDER)).stream()
                .findFirst();
        Instant now = clock.instant();
        User user = new User(
                there.map(User::id).orElseGet(() -> new Urn(EntityType.USER, ids.next())),
                Bootstrap.PROVIDER,
                name,
                there.map(User::fullName).orElse(fullName),
                there.map(User::description).orElse("Initial System Administrator"),
                there.map(User::email).orElse(email),
                true,
                Optional.empty(),
                0,
                0,
                User.LOCAL,
                List.of(role.id()),
                there.flatMap(User::lastLoginAt),
                there.map(User::createdAt).orElse(now),
                now);
        if (there.isPresent()) {
            tx.users().update(user);
            tx.users().setPassword(user.id(), hash);
        } else {
            tx.users().insert(user, hash);
        }
        return user;
    }

    /**
     * Gives a user a new password, and makes logins possible for it again.
     *
     * @param login name as at a login
     * @param password the new one; empty to have one generated, which is then in the folder of secrets
     * @param create makes a System Administrator of that name when there is no such user
     */
    Outcome<Boolean> give(String login, Optional<String> password, boolean create) {
        String wanted = password.orElseGet(passwords::generated);
        String hash = passwords.hash(wanted);
        if (password.isEmpty()) {
            secrets.write(NEW_PASSWORD_FILE, (wanted + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return store.write(tx -> give(tx, login, hash, create)).map(user -> {
            LOG.warn(
                    "A new password was set as asked for in a file user={} password={}",
                    user.username(),
                    password.isPresent() ? "as given" : "generated, see " + secrets.file(NEW_PASSWORD_FILE));
            return true;
        });
    }

    private Outcome<User> give(Transaction tx, String login, String hash, boolean create) {
        Optional<User> there = LoginName.find(tx, login).map(Login::account).map(account -> account.user());
        if (there.isPresent()) {
            tx.users().setPassword(there.get().id(), hash);
            tx.sessions().deleteOfUser(there.get().id(), Optional.empty());
            if (!there.get().enabled()) {
                LOG.warn(
                        "The user stays disabled; an administrator can enable it user={}",
                        there.get().username());
            }
            return Outcome.done(there.get());
        }
        String name = login.replaceFirst("(?i)@(system|provider)$", "");
        if (!create || name.contains("@")) {
            return Outcome.refused(DomainError.notFound(
                    "there is no user \"" + login + "\", or more than one; name it as" + " user@organization"));
        }
        Role role = tx.roles().findByName(Role.SYSTEM_ADMINISTRATOR).orElseThrow();
        return Outcome.done(put(tx, name, name, name + "@localhost", role, hash));
    }

    /** A given password is taken as it stands; nothing guesses at encodings. One line end after it is not part of it. */
    private static Optional<String> given(IdentityConfig config) {
        if (!config.initial__admin__password().isEmpty()) {
            return Optional.of(config.initial__admin__password());
        }
        if (!config.initial__admin__password__file().isBlank()) {
            Path file = Path.of(config.initial__admin__password__file());
            try {
                return Optional.of(Files.readString(file).replaceFirst("\\R\\z", ""));
            } catch (IOException unreadable) {
                throw new IllegalStateException(
                        "cannot read the password of the first administrator from " + file, unreadable);
            }
        }
        return Optional.ofNullable(System.getenv(PASSWORD_VARIABLE)).filter(password -> !password.isEmpty());
    }
}
