package io.ssvirt.identity.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Organizations;
import io.ssvirt.api.Sessions.Opened;
import io.ssvirt.api.Users;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.ErrorKind;
import io.ssvirt.model.IdSource;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Secret;
import io.ssvirt.model.Urn;
import io.ssvirt.operations.internal.RunningOperations;
import io.ssvirt.store.spi.Store;

/** The identity services as they run in the container, wired by hand. */
public final class RunningIdentity implements AutoCloseable {

    /** Password of every user that {@link #user} makes. */
    public static final String PASSWORD = "long enough";

    private static final IdSource IDS = UUID::randomUUID;

    public final SessionService sessions;
    public final UserService users;
    public final RoleService roles;
    public final OrganizationService organizations;
    public final ApiTokenService tokens;
    public final ProfileService profile;
    private final Authorities authorities;
    private final Path secrets;

    /** Starts with some settings other than the defaults. */
    public RunningIdentity(Store store, Clock clock, Path secrets, Map<String, Object> settings) {
        this.secrets = secrets;
        Map<String, Object> all = new HashMap<>(Map.of("secrets__directory", secrets.toString(), "password__cost", 4));
        all.putAll(settings);
        IdentityConfig config = RunningOperations.config(IdentityConfig.class, all);
        Bootstrap bootstrap = new Bootstrap(store, clock, IDS, config);
        authorities = new Authorities(store);
        sessions = new SessionService(store, clock, IDS, bootstrap, authorities, config);
        users = new UserService(store, clock, IDS, bootstrap, authorities, config);
        roles = new RoleService(store, clock, IDS, bootstrap);
        organizations = new OrganizationService(store, clock, IDS, bootstrap);
        tokens = new ApiTokenService(store, clock, IDS, bootstrap, config);
        profile = new ProfileService(store, clock, bootstrap, config);
    }

    /** Starts with the defaults. */
    public RunningIdentity(Store store, Clock clock, Path secrets) {
        this(store, clock, secrets, Map.of());
    }

    /** Logs the first administrator in. */
    public Caller administrator() {
        return caller(done(sessions.open("admin", new Secret(secret("initial-admin-password")))));
    }

    /** Reads a file of the folder of secrets. */
    public String secret(String name) {
        try {
            return Files.readString(secrets.resolve(name)).strip();
        } catch (IOException absent) {
            throw new AssertionError("no secret " + name, absent);
        }
    }

    /** Finds out who has a token. */
    public Caller caller(Opened opened) {
        return done(sessions.authenticate(opened.token()));
    }

    /** Makes an organization. */
    public Urn organization(String name) {
        return done(organizations.create(administrator(), organizationDraft(Optional.of(name), Optional.empty())))
                .organization()
                .id();
    }

    /** Says something about an organization. */
    public static Organizations.Draft organizationDraft(Optional<String> name, Optional<Boolean> enabled) {
        return new Organizations.Draft(
                name,
                Optional.empty(),
                Optional.empty(),
                enabled,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Makes a user with one role. */
    public Urn user(String name, Urn organization, String role) {
        return done(users.create(administrator(), draft(name, organization, role)))
                .user()
                .id();
    }

    /** Describes a new user. */
    public static Users.Draft draft(String name, Urn organization, String role) {
        return new Users.Draft(
                Optional.of(name),
                Optional.of("The " + name),
                Optional.empty(),
                Optional.of(name + "@x.example"),
                Optional.of(new Secret(PASSWORD)),
                Optional.ofNullable(organization),
                Optional.of(List.of(new Users.RoleChoice(Optional.empty(), Optional.of(role)))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Logs a user of {@link #user} in. */
    public Opened login(String name) {
        return done(sessions.open(name, new Secret(PASSWORD)));
    }

    /** Returns what was done. */
    public static <T> T done(Outcome<T> outcome) {
        return outcome.fold(value -> value, error -> {
            throw new AssertionError(error.toString());
        });
    }

    /** Returns why it was not done. */
    public static DomainError refused(Outcome<?> outcome) {
        return outcome.refusal().orElseThrow(() -> new AssertionError("it was done: " + outcome));
    }

    /** Returns the kind of the reason why it was not done. */
    public static ErrorKind kind(Outcome<?> outcome) {
        return refused(outcome).kind();
    }

    @Override
    public void close() {
        authorities.stop();
    }
}
