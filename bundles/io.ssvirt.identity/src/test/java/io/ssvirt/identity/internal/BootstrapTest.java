package io.ssvirt.identity.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.ssvirt.api.Caller;
import io.ssvirt.model.ErrorKind;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Role;
import io.ssvirt.model.Secret;
import io.ssvirt.store.jpa.internal.TestDatabase;

import static io.ssvirt.identity.internal.RunningIdentity.PASSWORD;
import static io.ssvirt.identity.internal.RunningIdentity.done;
import static io.ssvirt.identity.internal.RunningIdentity.kind;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** How a first administrator comes about, and how a lost password is replaced. */
class BootstrapTest {

    @TempDir
    Path secrets;

    private final Hands clock = new Hands();
    private final TestDatabase database = TestDatabase.h2();

    @AfterEach
    void stop() throws IOException {
        database.close();
    }

    private RunningIdentity start(Map<String, Object> settings) {
        return new RunningIdentity(database.store(), clock, secrets, settings);
    }

    private void request(String text) throws IOException {
        Files.writeString(secrets.resolve(PasswordRequest.NAME), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cGFzc3dvcmQ=", "abcd1234", " with blanks ", "a\\nb", "ü$%&"})
    void aGivenPasswordIsTakenAsItStands(String password) throws IOException {
        Path file = secrets.resolve("given");
        Files.writeString(file, password + "\n");

        try (RunningIdentity identity =
                start(Map.of("initial__admin__password__file", file.toString(), "initial__admin__username", "root"))) {
            done(identity.sessions.open("root", new Secret(password)));
        }
        assertThat(secrets.resolve("initial-admin-password")).doesNotExist();
    }

    @Test
    void theFirstAdministratorHasTheNamesThatWereGiven() {
        try (RunningIdentity identity = start(Map.of(
                "initial__admin__password", "chosen",
                "initial__admin__first__name", "Ada",
                "initial__admin__last__name", "Lovelace"))) {
            Caller admin = identity.caller(done(identity.sessions.openForProvider("admin", new Secret("chosen"))));
            assertThat(done(identity.users.get(admin, admin.userId())).user().fullName())
                    .isEqualTo("Ada Lovelace");
        }
    }

    @Test
    void anotherAdministratorIsMadeWhenAllOthersAreDisabled() {
        try (RunningIdentity identity = start(Map.of())) {
            identity.user("second", Bootstrap.PROVIDER, Role.SYSTEM_ADMINISTRATOR);
        }
        try (RunningIdentity identity = start(Map.of("initial__admin__username", "third"))) {
            assertThat(kind(identity.sessions.open("third", new Secret(identity.secret("initial-admin-password")))))
                    .isEqualTo(ErrorKind.UNAUTHENTICATED);
        }
    }

    @Test
    void aRequestInAFileSetsALostPasswordAndIsGoneAfterwards() throws IOException {
        try (RunningIdentity identity = start(Map.of())) {
            identity.user("alice", identity.organization("acme"), Role.VAPP_USER);
        }
        request("reset alice@acme\n");

        try (RunningIdentity identity = start(Map.of())) {
            assertThat(kind(identity.sessions.open("alice", new Secret(PASSWORD))))
                    .isEqualTo(ErrorKind.UNAUTHENTICATED);
            done(identity.sessions.open("alice", new Secret(identity.secret("new-password"))));
        }
        assertThat(secrets.resolve(PasswordRequest.NAME)).doesNotExist();
    }

    @Test
    void theShippedScriptWritesARequestThatIsUnderstood() throws IOException, InterruptedException {
        start(Map.of()).close();
        Path given = Files.writeString(secrets.resolve("given"), "chosen by hand\n");
        Path script = Path.of("../../karaf-assembly/src/main/resources/bin/reset-password");
        ProcessBuilder call = new ProcessBuilder("sh", script.toString(), "admin@System", given.toString());
        call.environment().put("SSVIRT_SECRETS_DIR", secrets.toString());
        assertThat(call.inheritIO().start().waitFor()).isZero();

        try (RunningIdentity identity = start(Map.of())) {
            done(identity.sessions.open("admin", new Secret("chosen by hand")));
        }
    }

    @Test
    void aRequestMayBringThePassword() throws IOException {
        start(Map.of()).close();
        request("reset admin\n  it's mine \n");

        try (RunningIdentity identity = start(Map.of())) {
            done(identity.sessions.open("admin", new Secret("  it's mine ")));
        }
        assertThat(secrets.resolve("new-password")).doesNotExist();
    }

    @Test
    void aRequestMayCreateAnAdministrator() throws IOException {
        start(Map.of()).close();
        request("create rescue@System\nsomething long\n");

        try (RunningIdentity identity = start(Map.of())) {
            Caller rescue =
                    identity.caller(done(identity.sessions.openForProvider("rescue", new Secret("something long"))));
            assertThat(rescue.isProvider()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "reset", "reset nobody\n", "create who@nowhere\n", "reset a\nb\nc\n"})
    void aRequestThatMakesNoSenseIsDroppedAndTheServerStarts(String text) throws IOException {
        start(Map.of()).close();
        request(text);

        start(Map.of()).close();

        assertThat(secrets.resolve(PasswordRequest.NAME)).doesNotExist();
    }

    @Test
    void theSigningKeyIsMadeOnceAndKept() {
        String token;
        try (RunningIdentity identity = start(Map.of("initial__admin__password", "chosen"))) {
            token = done(identity.sessions.open("admin", new Secret("chosen"))).token();
        }
        try (RunningIdentity identity = start(Map.of())) {
            done(identity.sessions.authenticate(token));
        }
        try (RunningIdentity identity = start(Map.of("jwt__secret", "another secret of at least 32 bytes"))) {
            assertThat(kind(identity.sessions.authenticate(token))).isEqualTo(ErrorKind.UNAUTHENTICATED);
        }
    }

    @Test
    void aGivenSigningKeyIsSharedAndAShortOneIsRefused() throws IOException {
        String secret = "a secret of 32 bytes or more, shared";
        Path file = secrets.resolve("jwt");
        Files.writeString(file, secret + "\n");
        String token;
        try (RunningIdentity identity = start(Map.of("jwt__secret", secret, "initial__admin__password", "chosen"))) {
            token = done(identity.sessions.open("admin", new Secret("chosen"))).token();
        }
        try (RunningIdentity identity = start(Map.of("jwt__secret__file", file.toString()))) {
            done(identity.sessions.authenticate(token));
        }
        assertThat(secrets.resolve("token.key")).doesNotExist();
        assertThatThrownBy(() -> start(Map.of("jwt__secret", "too short")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("32")
                .hasMessageNotContaining("too short");
    }

    @Test
    void anOldHashCostsMoreAfterTheNextLogin() {
        start(Map.of("initial__admin__password", "chosen")).close();
        assertThat(hash()).startsWith("$2a$04$");
        try (RunningIdentity identity = start(Map.of("password__cost", 5))) {
            done(identity.sessions.open("admin", new Secret("chosen")));
            assertThat(hash()).startsWith("$2a$05$");
            done(identity.sessions.open("admin", new Secret("chosen")));
        }
    }

    private String hash() {
        return done(database.store()
                .read(tx -> Outcome.done(
                        tx.users().findLogins("admin", Optional.empty()).get(0).passwordHash())));
    }
}
