package io.ssvirt.identity.internal;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

import io.ssvirt.model.EntityType;
import io.ssvirt.model.ErrorKind;
import io.ssvirt.model.IdSource;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Right;
import io.ssvirt.model.Role;
import io.ssvirt.model.Urn;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;

/**
 * Makes a database usable: predefined roles, the provider's organization, a first administrator if there is none, and the
 * password that somebody asked for while the server was down.
 *
 * <p>All of it is committed when the component is active; the other identity services wait for it.
 */
@Component(service = Bootstrap.class, configurationPid = "io.ssvirt.identity")
@Designate(ocd = IdentityConfig.class)
public final class Bootstrap {

    /** The provider's organization has the id that VMware Cloud Director gives it, so renaming it never makes a second one. */
    static final Urn PROVIDER =
            new Urn(EntityType.ORGANIZATION, UUID.fromString("a93c9db9-7471-3192-8d09-a8f7eeda85f9"));

    private final Clock clock;
    private final IdSource ids;
    private final Passwords passwords;
    private final Tokens tokens;

    /** Looks at the database and adds what is missing. */
    @Activate
    public Bootstrap(@Reference Store store, @Reference Clock clock, @Reference IdSource ids, IdentityConfig config) {
        SecureRandom random = new SecureRandom();
        SecretFolder secrets = new SecretFolder(folder(config));
        this.clock = clock;
        this.ids = ids;
        this.passwords = new Passwords(config.password__cost(), random);
        this.tokens = new Tokens(SigningKey.read(config, secrets, random));
        Administrators administrators = new Administrators(store, clock, ids, passwords, secrets);
        Outcome<Boolean> prepared = seeded(store)
                .then(role -> administrators.first(role, config))
                .then(first -> new PasswordRequest(secrets).carryOut(administrators));
        prepared.refusal().ifPresent(error -> {
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
        return config.secrets__directory().isBlank()
                ? Path.of(System.getProperty("karaf.data", "data"), "secrets")
                : Path.of(config.secrets__directory());
    }

    /** Another replica that starts at the same moment makes the same rows; whoever comes second finds them the next time. */
    private Outcome<Role> seeded(Store store) {
        Outcome<Role> seeded = store.write(this::seed);
        return seeded.refusal()
                        .filter(error -> error.kind() == ErrorKind.CONFLICT)
                        .isPresent()
                ? store.write(this::seed)
                : seeded;
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

    /** A predefined role has the rights that this version gives it, also in a database that an older one made. */
    private Role role(Transaction tx, String name, String description, Set<Right> rights) {
        Instant now = clock.instant();
        Role there = tx.roles().findByName(name).orElse(null);
        if (there == null) {
            Role made = new Role(new Urn(EntityType.ROLE, ids.next()), name, description, "", true, rights, now, now);
            tx.roles().insert(made);
            return made;
        }
        if (there.rights().equals(rights) && there.readOnly()) {
            return there;
        }
        Role brought = new Role(
                there.id(), name, there.description(), there.bundleKey(), true, rights, there.createdAt(), now);
        tx.roles().update(brought);
        return brought;
    }
}
