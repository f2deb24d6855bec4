package io.ssvirt.identity.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
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
import io.ssvirt.model.ErrorKind;
import io.ssvirt.model.IdSource;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Query;
import io.ssvirt.model.Right;
import io.ssvirt.model.Role;
import io.ssvirt.model.Urn;
import io.ssvirt.operations.internal.RunningOperations;
import io.ssvirt.store.jpa.internal.TestDatabase;
import io.ssvirt.store.spi.Store;

import static org.assertj.core.api.Assertions.assertThat;

/** Logging in and organizations on a real database, with a clock of the test's own. */
class IdentityTest {

    private static final IdSource IDS = UUID::randomUUID;

    /** A clock that goes when it is told to. */
    private static final class Hands extends Clock {

        private Instant now = Instant.parse("2026-01-02T03:04:05Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @TempDir
    Path secrets;

    private final Hands clock = new Hands();
    private final TestDatabase database = TestDatabase.h2();
    private final Store store = database.store();
    private SessionService sessions;
    private OrganizationService organizations;
    private String password;

    @BeforeEach
    void start() throws IOException {
        IdentityConfig config = config();
        Bootstrap bootstrap = new Bootstrap(store, clock, IDS, config);
        sessions = new SessionService(store, clock, IDS, bootstrap, config);
        organizations = new OrganizationService(store, clock, IDS, bootstrap);
        password = Files.readString(secrets.resolve("initial-admin-password")).strip();
    }

    private IdentityConfig config() {
        return RunningOperations.config(
                IdentityConfig.class, Map.of("secrets__directory", secrets.toString(), "password__cost", 4));
    }

    @AfterEach
    void stop() throws IOException {
        database.close();
    }

    private Opened login() {
        return done(sessions.open("admin", password));
    }

    private Caller caller() {
        return done(sessions.authenticate(login().token()));
    }

    private static <T> T done(Outcome<T> outcome) {
        assertThat(outcome.refusal()).isEmpty();
        return outcome.fold(value -> value, error -> null);
    }

    private static ErrorKind kind(Outcome<?> outcome) {
        return outcome.refusal().orElseThrow().kind();
    }

    private static Draft named(String name) {
        return new Draft(
                Optional.of(name),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
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
        assertThat(kind(sessions.open("admin", password + "x"))).isEqualTo(ErrorKind.UNAUTHENTICATED);
    }

    @Test
    void anotherStartMakesNoSecondAdministratorAndNoNewPassword() {
        new Bootstrap(store, clock, IDS, config());

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
            clock.now = clock.now.plus(Duration.ofMinutes(10));
            done(sessions.authenticate(used.token()));
        }

        assertThat(kind(sessions.authenticate(idle.token()))).isEqualTo(ErrorKind.UNAUTHENTICATED);
    }

    @Test
    void nobodyReadsTheSessionOfAnother() {
        Urn other = done(sessions.authenticate(login().token())).sessionId();

        assertThat(kind(sessions.get(caller(), other))).isEqualTo(ErrorKind.FORBIDDEN);
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
