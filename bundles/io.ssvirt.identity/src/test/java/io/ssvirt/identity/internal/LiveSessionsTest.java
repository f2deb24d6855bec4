package io.ssvirt.identity.internal;

import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Sessions.Opened;
import io.ssvirt.model.ErrorKind;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Query;
import io.ssvirt.model.Right;
import io.ssvirt.model.Role;
import io.ssvirt.model.Secret;
import io.ssvirt.model.Urn;

import static io.ssvirt.identity.internal.RunningIdentity.done;
import static io.ssvirt.identity.internal.RunningIdentity.kind;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;

/** What a running session notices, and what it costs. */
class LiveSessionsTest extends IdentityFixture {

    private Urn alice;
    private String token;

    private void aliceIsLoggedIn() {
        alice = identity.user("alice", acme, Role.VAPP_USER);
        token = identity.login("alice").token();
        done(identity.sessions.authenticate(token));
    }

    private void assertThatTheSessionIsOver() {
        assertThat(kind(identity.sessions.authenticate(token))).isEqualTo(ErrorKind.UNAUTHENTICATED);
    }

    @Test
    void whoSendsARequestIsKnownWithoutAStatement() {
        aliceIsLoggedIn();
        long before = database.statements();

        for (int i = 0; i < 50; i++) {
            done(identity.sessions.authenticate(token));
        }

        assertThat(database.statements() - before).isZero();
    }

    @Test
    void aUseIsNotedOnceAMinuteAtTheMost() {
        aliceIsLoggedIn();
        long before = database.statements();

        for (int second = 0; second < 120; second += 5) {
            clock.forward(Duration.ofSeconds(5));
            done(identity.sessions.authenticate(token));
        }

        assertThat(database.statements() - before).isEqualTo(2);
    }

    @Test
    void readingUsersAndOrganizationsTakesOneStatementEach() {
        aliceIsLoggedIn();
        Caller admin = identity.administrator();
        done(identity.users.list(admin, Optional.empty(), Query.page(1, 25)));
        long before = database.statements();

        done(identity.users.list(admin, Optional.empty(), Query.page(1, 25)));
        done(identity.users.get(admin, alice));
        done(identity.organizations.get(admin, acme));
        done(identity.organizations.list(admin, Query.page(1, 25)));
        done(identity.roles.list(admin, Query.page(1, 25)));
        done(identity.tokens.list(admin, Query.page(1, 25)));
        done(identity.sessions.list(admin, Query.page(1, 25)));

        assertThat(database.statements() - before).isEqualTo(7);
        done(identity.sessions.get(admin, admin.sessionId()));
        assertThat(database.statements() - before).isEqualTo(7);
    }

    @Test
    void noMutationTakesMoreThanSixStatements() {
        aliceIsLoggedIn();
        Caller admin = identity.administrator();
        assertThat(cost(() -> identity.login("alice"))).isLessThanOrEqualTo(6);
        assertThat(cost(() -> identity.users.create(admin, RunningIdentity.draft("carol", acme, Role.VAPP_USER))))
                .isLessThanOrEqualTo(6);
        assertThat(cost(() -> done(identity.users.update(admin, alice, UsersTest.enabled(false)))))
                .isLessThanOrEqualTo(6);
        assertThat(cost(() -> done(identity.users.delete(admin, alice)))).isLessThanOrEqualTo(6);
    }

    private long cost(Runnable work) {
        long before = database.statements();
        work.run();
        return database.statements() - before;
    }

    @Test
    void disablingAUserEndsItAtOnce() {
        aliceIsLoggedIn();

        done(identity.users.update(identity.administrator(), alice, UsersTest.enabled(false)));

        assertThatTheSessionIsOver();
        done(identity.users.update(identity.administrator(), alice, UsersTest.enabled(true)));
        done(identity.sessions.authenticate(token));
    }

    @Test
    void deletingAUserEndsItAtOnce() {
        aliceIsLoggedIn();

        done(identity.users.delete(identity.administrator(), alice));

        assertThatTheSessionIsOver();
    }

    @Test
    void aNewRoleCountsAtOnce() {
        aliceIsLoggedIn();

        done(identity.users.update(identity.administrator(), alice, UsersTest.roles(Role.ORGANIZATION_ADMINISTRATOR)));
        assertThat(done(identity.sessions.authenticate(token)).rights()).contains(Right.USER_MANAGE);
        done(identity.users.update(identity.administrator(), alice, UsersTest.roles()));
        assertThat(done(identity.sessions.authenticate(token)).rights()).isEmpty();
    }

    @Test
    void disablingAnOrganizationEndsTheSessionsOfItsUsersAndRefusesLogins() {
        aliceIsLoggedIn();

        done(identity.organizations.update(
                identity.administrator(),
                acme,
                RunningIdentity.organizationDraft(Optional.empty(), Optional.of(false))));

        assertThatTheSessionIsOver();
        assertThat(identity.sessions
                        .open("alice", new Secret(RunningIdentity.PASSWORD))
                        .refusal())
                .hasValueSatisfying(error -> {
                    assertThat(error.kind()).isEqualTo(ErrorKind.FORBIDDEN);
                    assertThat(error.message()).isEqualTo("User account is inactive");
                });
    }

    @Test
    void aUseThroughAnotherReplicaKeepsTheSessionAwakeHere() {
        aliceIsLoggedIn();
        try (RunningIdentity other = new RunningIdentity(database.store(), clock, secrets)) {
            for (int minute = 0; minute < 40; minute += 10) {
                clock.forward(Duration.ofMinutes(10));
                done(other.sessions.authenticate(token));
            }
        }

        done(identity.sessions.authenticate(token));
        clock.forward(Duration.ofMinutes(31));
        assertThatTheSessionIsOver();
    }

    @Test
    void aTokenEndsAtItsTimeHoweverBusyTheSessionIs() {
        aliceIsLoggedIn();
        for (int hour = 0; hour < 23 * 3; hour++) {
            clock.forward(Duration.ofMinutes(20));
            done(identity.sessions.authenticate(token));
        }
        clock.forward(Duration.ofMinutes(29));
        done(identity.sessions.authenticate(token));
        clock.forward(Duration.ofMinutes(29));
        done(identity.sessions.authenticate(token));
        clock.forward(Duration.ofMinutes(3));

        assertThatTheSessionIsOver();
    }

    @Test
    void whatEndedIsClearedAwayAtALaterLogin() {
        aliceIsLoggedIn();
        Opened opened = identity.login("alice");
        clock.forward(Duration.ofHours(2));

        identity.login("alice");

        Outcome<Boolean> found = database.store()
                .read(tx -> Outcome.done(
                        tx.sessions().find(opened.details().session().id()).isPresent()));
        assertThatObject(found).isEqualTo(Outcome.done(false));
    }
}
