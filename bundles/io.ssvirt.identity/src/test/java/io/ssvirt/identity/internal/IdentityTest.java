package io.ssvirt.identity.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Organizations.Counted;
import io.ssvirt.api.Organizations.Draft;
import io.ssvirt.api.Sessions.Opened;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.ErrorKind;
import io.ssvirt.model.Query;
import io.ssvirt.model.Right;
import io.ssvirt.model.Role;
import io.ssvirt.model.Secret;
import io.ssvirt.model.Urn;
import io.ssvirt.store.jpa.internal.TestDatabase;

import static io.ssvirt.identity.internal.RunningIdentity.done;
import static io.ssvirt.identity.internal.RunningIdentity.kind;
import static org.assertj.core.api.Assertions.assertThat;

/** Logging in and organizations on a real database, with a clock of the test's own. */
class IdentityTest {

    @TempDir
    Path secrets;

    private final Hands clock = new Hands();
    private final TestDatabase database = TestDatabase.h2();
    private RunningIdentity identity;
    private SessionService sessions;
    private OrganizationService organizations;
    private Secret password;

    @BeforeEach
    void start() {
        identity = new RunningIdentity(database.store(), clock, secrets);
        sessions = identity.sessions;
        organizations = identity.organizations;
        password = new Secret(identity.secret("initial-admin-password"));
    }

    @AfterEach
    void stop() throws IOException {
        identity.close();
        database.close();
    }

    private Opened login() {
        return done(sessions.open("admin", password));
    }

    private Caller caller() {
        return done(sessions.authenticate(login().token()));
    }

    private static Draft named(String name) {
        return RunningIdentity.organizationDraft(Optional.of(name), Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "admin@Provider", "admin@System", "admin@system"})
    void theFirstAdministratorLogsInByAnyOfItsNames(String name) {
        Opened opened = done(sessions.open(name, password));

        assertThat(opened.details().roles()).extracting(Role::name).containsExactly(Role.SYSTEM_ADMINISTRATOR);
        assertThat(done(sessions.authenticate(opened.token())).rights()).containsExactlyInAnyOrder(Right.values());
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin@acme", "nobody", "", "@", "admin@", "Admin"})
    void anybodyElseIsRefusedInTheSameWords(String name) {
        assertThat(sessions.open(name, password).refusal())
                .hasValueSatisfying(error -> assertThat(error.message()).isEqualTo("Invalid username or password"));
        assertThat(kind(sessions.open("admin", new Secret(password.reveal() + "x"))))
                .isEqualTo(ErrorKind.UNAUTHENTICATED);
    }

    @Test
    void anotherStartMakesNoSecondAdministratorAndNoNewPassword() {
        new RunningIdentity(database.store(), clock, secrets).close();

        login();
        assertThat(done(organizations.list(caller(), Query.page(1, 25))).total())
                .isEqualTo(1);
    }

    @Test
    void aTokenIsWorthlessAfterLoggingOut() {
        Opened opened = login();
        Caller caller = done(sessions.authenticate(opened.token()));

        done(sessions.close(caller, caller.sessionId()));

        assertThat(kind(sessions.authenticate(opened.token()))).isEqualTo(ErrorKind.UNAUTHENTICATED);
    }

    @Test
    void aSessionEndsWhenNobodyUsesItAndGoesOnWhenSomebodyDoes() {
        Opened idle = login();
        Opened used = login();
        for (int minute = 0; minute < 40; minute += 10) {
            clock.forward(Duration.ofMinutes(10));
            done(sessions.authenticate(used.token()));
        }

        assertThat(kind(sessions.authenticate(idle.token()))).isEqualTo(ErrorKind.UNAUTHENTICATED);
    }

    @Test
    void nobodyReadsOrEndsTheSessionOfAnother() {
        identity.user("alice", identity.organization("acme"), Role.VAPP_USER);
        Caller alice = identity.caller(identity.login("alice"));
        Urn other = caller().sessionId();

        assertThat(kind(sessions.get(alice, other))).isEqualTo(ErrorKind.FORBIDDEN);
        assertThat(kind(sessions.close(alice, other))).isEqualTo(ErrorKind.FORBIDDEN);
        assertThat(kind(sessions.close(alice, new Urn(EntityType.SESSION, UUID.randomUUID()))))
                .isEqualTo(ErrorKind.FORBIDDEN);
    }

    @Test
    void aUserSeesItsSessionsAndEndsAnyOfThem() {
        Opened first = login();
        Caller second = caller();

        assertThat(done(sessions.list(second, Query.page(1, 25))).values())
                .extracting(details -> details.session().id())
                .containsExactlyInAnyOrder(first.details().session().id(), second.sessionId());
        done(sessions.close(second, first.details().session().id()));

        assertThat(kind(sessions.authenticate(first.token()))).isEqualTo(ErrorKind.UNAUTHENTICATED);
    }

    @Test
    void anOrganizationsNameIsTakenOnceAndFreeAgainWhenItIsDeleted() {
        Counted acme = done(organizations.create(caller(), named("acme")));

        assertThat(kind(organizations.create(caller(), named("acme")))).isEqualTo(ErrorKind.CONFLICT);
        done(organizations.delete(caller(), acme.organization().id()));
        done(organizations.create(caller(), named("acme")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Provider", "System", "provider"})
    void theNamesOfTheProvidersOrganizationAreReserved(String name) {
        assertThat(kind(organizations.create(caller(), named(name)))).isEqualTo(ErrorKind.CONFLICT);
    }

    @Test
    void theProvidersOrganizationStaysWhatItIs() {
        assertThat(kind(organizations.delete(caller(), Bootstrap.PROVIDER))).isEqualTo(ErrorKind.INVALID);
        assertThat(kind(organizations.update(caller(), Bootstrap.PROVIDER, named("other"))))
                .isEqualTo(ErrorKind.INVALID);
    }

    @Test
    void aTenantReadsItsOrganizationAndMakesNone() {
        Caller tenant =
                new Caller(caller().userId(), "eve", Bootstrap.PROVIDER, Bootstrap.PROVIDER, Right.ofVAppUser());

        assertThat(kind(organizations.create(tenant, named("mine")))).isEqualTo(ErrorKind.FORBIDDEN);
        assertThat(done(organizations.get(tenant, Bootstrap.PROVIDER)).counts().users())
                .isEqualTo(1);
    }
}
