package io.ssvirt.identity.internal;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.ssvirt.api.Users.Draft;
import io.ssvirt.model.ErrorKind;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Role;
import io.ssvirt.model.Secret;
import io.ssvirt.model.Urn;

import static io.ssvirt.identity.internal.RunningIdentity.PASSWORD;
import static io.ssvirt.identity.internal.RunningIdentity.done;
import static io.ssvirt.identity.internal.RunningIdentity.kind;
import static io.ssvirt.identity.internal.RunningIdentity.refused;
import static org.assertj.core.api.Assertions.assertThat;

/** What wrong passwords lead to. */
class LockoutTest extends IdentityFixture {

    private Urn alice;

    @Override
    Map<String, Object> settings() {
        return Map.of("lockout__failures", 3, "lockout__duration", "PT5M");
    }

    private Outcome<?> guess(String password) {
        return identity.sessions.open("alice", new Secret(password));
    }

    private void threeWrongGuesses() {
        alice = identity.user("alice", acme, Role.VAPP_USER);
        for (int i = 0; i < 3; i++) {
            assertThat(kind(guess("wrong " + i))).isEqualTo(ErrorKind.UNAUTHENTICATED);
        }
    }

    private static Draft locked(boolean locked) {
        return new Draft(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(locked),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void tooManyWrongPasswordsLockTheUserAndTheRightOneLooksTheSameThen() {
        threeWrongGuesses();

        assertThat(refused(guess(PASSWORD))).isEqualTo(refused(guess("wrong")));
        assertThat(done(identity.users.get(identity.administrator(), alice)).locked())
                .isTrue();
        clock.forward(Duration.ofMinutes(5));
        identity.login("alice");
        assertThat(done(identity.users.get(identity.administrator(), alice)).locked())
                .isFalse();
    }

    @Test
    void anAdministratorUnlocks() {
        threeWrongGuesses();

        assertThat(done(identity.users.update(identity.administrator(), alice, locked(false)))
                        .locked())
                .isFalse();

        identity.login("alice");
        assertThat(kind(identity.users.update(identity.administrator(), alice, locked(true))))
                .isEqualTo(ErrorKind.INVALID);
    }

    @Test
    void sessionsThatRunGoOn() {
        alice = identity.user("alice", acme, Role.VAPP_USER);
        String token = identity.login("alice").token();
        for (int i = 0; i < 3; i++) {
            guess("wrong");
        }

        done(identity.sessions.authenticate(token));
    }

    @Test
    void aRightPasswordForgetsTheWrongOnes() {
        alice = identity.user("alice", acme, Role.VAPP_USER);
        for (int i = 0; i < 10; i++) {
            guess("wrong");
            guess("wrong");
            identity.login("alice");
        }
    }

    @Test
    void guessingThroughThePasswordChangeLocksAsWell() {
        alice = identity.user("alice", acme, Role.VAPP_USER);
        var caller = identity.caller(identity.login("alice"));
        for (int i = 0; i < 3; i++) {
            assertThat(refused(identity.profile.changePassword(caller, new Secret("wrong"), new Secret("another")))
                            .field())
                    .contains("current_password");
        }

        assertThat(kind(guess(PASSWORD))).isEqualTo(ErrorKind.UNAUTHENTICATED);
    }

    @Test
    void anUnknownUserTakesTheSameStatements() {
        alice = identity.user("alice", acme, Role.VAPP_USER);
        long before = database.statements();
        guess("wrong");
        long known = database.statements() - before;

        identity.sessions.open("nobody", new Secret("wrong"));

        assertThat(database.statements() - before - known).isEqualTo(known);
    }
}
