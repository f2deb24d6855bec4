package io.ssvirt.store.jpa.internal;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.VApp;
import io.ssvirt.model.Vdc;
import io.ssvirt.store.spi.Signal;
import io.ssvirt.store.spi.Store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.awaitility.Awaitility.await;

/** Two stores on one PostgreSQL, as two replicas have them. */
class SignalsOnPostgresTest extends SignalSuite {

    private static final Duration SOON = Duration.ofSeconds(15);

    private static TestDatabase database;
    private static TestDatabase replica;

    @BeforeAll
    static void start() {
        database = TestDatabase.postgres();
        replica = database.replica();
    }

    @AfterAll
    static void stop() throws IOException {
        replica.close();
        database.close();
    }

    @BeforeEach
    void bothAreListening() {
        await().atMost(SOON).until(() -> store().signals().isHeard());
        await().atMost(SOON).until(() -> other().signals().isHeard());
    }

    @Override
    Store store() {
        return database.store();
    }

    private static Store other() {
        return replica.store();
    }

    private static Ear earOfTheOther(String topic) {
        Ear ear = new Ear();
        other().signals().listen(topic, ear);
        return ear;
    }

    @Test
    void theOtherReplicaHearsOfACommitAndCanReadIt() {
        Ear ear = earOfTheOther("orgs");

        write(store(), tx -> {
            tx.organizations().insert(Samples.organization("heard"));
            tx.signal(new Signal("orgs", "heard"));
        });

        await().atMost(SOON).until(() -> ear.keys.contains("heard"));
        Outcome<Boolean> found = other().read(tx ->
                Outcome.done(tx.organizations().findByName("heard").isPresent()));
        assertThatObject(found).isEqualTo(Outcome.done(true));
    }

    @Test
    void aNewNameIsTold() {
        Organization org = Samples.organization("renaming");
        Vdc vdc = Samples.vdc(org, "old");
        VApp vapp = Samples.vapp(vdc, "old", Samples.NOW);
        write(store(), tx -> {
            tx.organizations().insert(org);
            tx.vdcs().insert(vdc);
            tx.vapps().insert(vapp);
        });
        Ear own = listening(Signal.IDENTITY);
        Ear ear = earOfTheOther(Signal.IDENTITY);

        write(store(), tx -> {
            tx.vdcs().update(vdc);
            tx.vapps().update(vapp);
        });
        write(store(), tx -> {
            tx.vdcs().update(Samples.renamed(vdc, "new"));
            tx.vapps().update(Samples.renamed(vapp, "new"));
        });

        String[] renamed = {vdc.id().toString(), vapp.id().toString()};
        // Triggers tell it to everybody, so the sender hears it again.
        assertThat(own.keys).as("at once").startsWith(renamed);
        await().atMost(SOON).until(() -> ear.keys.size() >= renamed.length);
        assertThat(ear.keys).containsExactlyInAnyOrder(renamed);
    }

    @Test
    void theSenderHearsItselfOnce() {
        Ear own = listening("once");
        Ear others = earOfTheOther("once");

        write(store(), tx -> tx.signal(new Signal("once", "first")));
        write(other(), tx -> tx.signal(new Signal("once", "second")));

        await().atMost(SOON).until(() -> own.keys.contains("second"));
        assertThat(own.keys).containsExactly("first", "second");
        assertThat(others.keys).containsExactly("first", "second");
    }

    @Test
    void moreThanOneMessageHoldsAllArrive() {
        Ear ear = earOfTheOther("many");

        write(store(), tx -> IntStream.range(0, 500)
                .forEach(i -> tx.signal(new Signal("many", "a-key-of-some-length-" + i))));

        await().atMost(SOON).until(() -> ear.keys.size() == 500);
        assertThat(ear.keys).doesNotHaveDuplicates();
    }

    @Test
    void whoseConnectionBreaksKnowsItAndIsToldThatItMayHaveMissedSomething() throws SQLException {
        Ear ear = earOfTheOther("orgs");
        long gaps = ear.gaps.size();

        cutEveryListeningConnection();

        await().atMost(SOON).until(() -> ear.gaps.size() > gaps);
        await().atMost(SOON).until(() -> other().signals().isHeard());
        await().atMost(SOON).until(() -> store().signals().isHeard());
        write(store(), tx -> tx.signal(new Signal("orgs", "after")));
        await().atMost(SOON).until(() -> ear.keys.contains("after"));
    }

    private static void cutEveryListeningConnection() throws SQLException {
        try (Connection connection = database.source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where pid <> pg_backend_pid() and query in ('select 1', 'listen ssvirt')");
        }
    }

    @Test
    void aSignalThatNobodyCouldCommitReachesNobody() {
        Ear ear = earOfTheOther("orgs");

        store().write(tx -> {
            tx.signal(new Signal("orgs", "refused"));
            return Outcome.refused(DomainError.notFound("changed my mind"));
        });
        write(store(), tx -> tx.signal(new Signal("orgs", "later")));

        await().atMost(SOON).until(() -> ear.keys.contains("later"));
        assertThat(ear.keys).doesNotContain("refused");
    }
}
