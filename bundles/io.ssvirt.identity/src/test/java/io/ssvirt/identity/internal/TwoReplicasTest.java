package io.ssvirt.identity.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.ssvirt.model.Right;
import io.ssvirt.model.Role;
import io.ssvirt.model.Urn;
import io.ssvirt.store.jpa.internal.TestDatabase;

import static io.ssvirt.identity.internal.RunningIdentity.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two replicas on one PostgreSQL: what is changed through one is in force on the other. */
class TwoReplicasTest {

    private static final Duration SOON = Duration.ofSeconds(15);

    @TempDir
    Path secrets;

    private final Hands clock = new Hands();
    private final TestDatabase database = TestDatabase.postgres();
    private final TestDatabase second = database.replica();
    private RunningIdentity here;
    private RunningIdentity there;
    private Urn alice;
    private String token;

    @BeforeEach
    void aliceIsKnownOnBoth() {
        here = new RunningIdentity(database.store(), clock, secrets);
        there = new RunningIdentity(second.store(), clock, secrets);
        await().atMost(SOON).until(() -> database.store().signals().isHeard());
        await().atMost(SOON).until(() -> second.store().signals().isHeard());
        alice = here.user("alice", here.organization("acme"), Role.VAPP_USER);
        token = here.login("alice").token();
        done(here.sessions.authenticate(token));
        done(there.sessions.authenticate(token));
        done(there.sessions.authenticate(token));
    }

    @AfterEach
    void stop() throws IOException {
        here.close();
        there.close();
        second.close();
        database.close();
    }

    @Test
    void theOtherReplicaFollowsEveryChangeAndAsksTheDatabaseForNothingElse() {
        long before = second.statements();
        for (int i = 0; i < 20; i++) {
            done(there.sessions.authenticate(token));
        }
        assertThat(second.statements() - before).as("statements of 20 requests").isZero();

        done(here.users.update(here.administrator(), alice, UsersTest.roles(Role.ORGANIZATION_ADMINISTRATOR)));
        await().atMost(SOON)
                .until(() -> done(there.sessions.authenticate(token)).rights().contains(Right.USER_MANAGE));

        done(here.users.update(here.administrator(), alice, UsersTest.enabled(false)));
        await().atMost(SOON)
                .until(() -> there.sessions.authenticate(token).refusal().isPresent());

        done(here.users.update(here.administrator(), alice, UsersTest.enabled(true)));
        await().atMost(SOON)
                .until(() -> there.sessions.authenticate(token).refusal().isEmpty());

        done(here.sessions.close(
                done(here.sessions.authenticate(token)),
                done(here.sessions.authenticate(token)).sessionId()));
        await().atMost(SOON)
                .until(() -> there.sessions.authenticate(token).refusal().isPresent());
    }
}
