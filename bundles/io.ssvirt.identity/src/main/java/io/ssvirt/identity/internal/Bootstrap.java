package io.ssvirt.identity.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.IdSource;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Right;
import io.ssvirt.model.Role;
import io.ssvirt.model.Urn;
import io.ssvirt.model.User;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;

/**
 * Makes a new database usable: predefined roles, the provider's organization, and a first administrator if there is none.
 *
 * <p>All of it is committed when the component is active; the other identity services wait for it.
 */
@Component(service = Bootstrap.class, configurationPid = "io.ssvirt.identity")
@Designate(ocd = IdentityConfig.class)
public final class Bootstrap {

    /** The provider's organization has the id that VMware Cloud Director gives it, so renaming it never makes a second one. */
    static final Urn PROVIDER =
            new Urn(EntityType.ORGANIZATION, UUID.fromString("a93c9db9-7471-3192-8d09-a8f7eeda85f9"));

    private static final Logger LOG = LoggerFactory.getLogger(Bootstrap.class);
    private static final String PASSWORD_VARIABLE = "SSVIRT_INITIAL_ADMIN_PASSWORD";
    private static final String PASSWORD_FILE = "initial-admin-password";

    private final Clock clock;
    private final IdSource ids;
    private final Passwords passwords;
    private final SecretFolder secrets;
    private final Tokens tokens;

    /** Looks at the database and adds what is missing. */
    @Activate
    public Bootstrap(@Reference Store store, @Reference Clock clock, @Reference IdSource ids, IdentityConfig config) {
        SecureRandom random = new SecureRandom();
        this.clock = clock;
        this.ids = ids;
        this.passwords = new Passwords(config.password_cost(), random);
        this.secrets = new SecretFolder(folder(config));
        this.tokens = new Tokens(KeyFile.read(secrets, random));
        Outcome<Boolean> seeded = store.write(this::seed).then(role -> administrator(store, role, config));
        seeded.refusal().ifPresent(error -> {
            throw new IllegalStateException("The database could not be prepared: " + error.message());
        });
    }

    Passwords passwords() {
        return passwords;
    }

    Tokens tokens() {
        return tokens;
    }

    private static Path folder(IdentityConfig config) {
        return config.secrets_directory().isBlank()
                ? Path.of(System.getProperty("karaf.data", "data"), "secrets")
                : Path.of(config.secrets_directory());
    }

    private Outcome<Role> seed(Transaction tx) {
        role(
                tx,
                Role.ORGANIZATION_ADMINISTRATOR,
                "Organization administrator access",
                Right.ofOrganizationAdministrator());
        role(tx, Role.VAPP_USER, "Basic vApp user access", Right.ofVAppUser());
        if (tx.organizations().find(PROVIDER).isEmpty()) {
            Instant now = clock.instant();
            tx.organizations()
                    .insert(new Organization(
                            PROVIDER,
                            Organization.PROVIDER,
                            "Provider Organization",
                            "Default provider organization",
                            true,
                            true,
                            false,
                            "",
                            now,
                            now));
        }
        return Outcome.done(
                role(tx, Role.SYSTEM_ADMINISTRATOR, "Full system administrator access", Right.ofSystemAdministrator()));
    }

    private Role role(Transaction tx, String name, String description, Set<Right> rights) {
        return tx.roles().findByName(name).orElseGet(() -> {
            Instant now = clock.instant();
            Role role = new Role(new Urn(EntityType.ROLE, ids.next()), name, description, "", true, rights, now, now);
            tx.roles().insert(role);
            return role;
        });
    }

    private Outcome<Boolean> administrator(Store store, Role role, IdentityConfig config) {
        if (config.initial_admin_username().isBlank()) {
            return Outcome.done(false);
        }
        Outcome<Boolean> there = store.read(tx -> Outcome.done(tx.users().anyWithRole(role.id())));
        return there.then(exists -> exists ? Outcome.done(false) : create(store, role, config));
    }

    private Outcome<Boolean> create(Store store, Role role, IdentityConfig config) {
        Optional<String> given = given(config);
        String password = given.orElseGet(passwords::generated);
        Instant now = clock.instant();
        User user = new User(
                new Urn(EntityType.USER, ids.next()),
                PROVIDER,
                config.initial_admin_username(),
                "System Administrator",
                "Initial System Administrator",
                config.initial_admin_email(),
                true,
                false,
                0,
                0,
                "LOCAL",
                List.of(role.id()),
                now,
                now);
        if (given.isEmpty()) {
            // Written before the commit: a password that nobody can read would lock everybody out.
            secrets.write(PASSWORD_FILE, (password + "\n").getBytes(StandardCharsets.UTF_8));
        }
        String hash = passwords.hash(password);
        Outcome<Boolean> inserted = store.write(tx -> {
            tx.users().insert(user, hash);
            return Outcome.done(true);
        });
        if (inserted.refusal().isEmpty()) {
            LOG.info(
                    "First administrator created user={} password={}",
                    user.username(),
                    given.isPresent() ? "as given" : "generated, see " + secrets.file(PASSWORD_FILE));
        }
        return inserted.then(done -> Outcome.done(done));
    }

    /** A given password is taken as it stands; nothing guesses at encodings. One line end after it is not part of it. */
    private static Optional<String> given(IdentityConfig config) {
        if (!config.initial_admin_password_file().isBlank()) {
            Path file = Path.of(config.initial_admin_password_file());
            try {
                return Optional.of(Files.readString(file).replaceFirst("\\R\\z", ""));
            } catch (IOException unreadable) {
                throw new IllegalStateException(
                        "cannot read the password of the first administrator from " + file, unreadable);
            }
        }
        return Optional.ofNullable(System.getenv(PASSWORD_VARIABLE)).filter(password -> !password.isEmpty());
    }

    /** Says why a login is not possible, always in the same words. */
    static DomainError badLogin() {
        return DomainError.unauthenticated("Invalid username or password");
    }
}
