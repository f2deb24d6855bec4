package io.ssvirt.store.jpa.internal;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import javax.sql.DataSource;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Vdc;

import static org.assertj.core.api.Assertions.assertThat;

/** Pages that are given out without asking PostgreSQL, which only one who is alone on it may. */
class QuietPagesTest {

    private static final String OWN = "ssvirt-0000000000000001";
    private static final String OTHER = "ssvirt-0000000000000002";
    private static final String CLEANS_UP = "= '' and wait_event = 'PgSleep'";
    private static final Query FIRST = Query.page(1, 25);
    private static final AtomicLong NANOS = new AtomicLong();

    private static EmbeddedPostgres server;
    private static TestDatabase database;
    private static Organization acme;

    @BeforeAll
    static void start() throws IOException, SQLException {
        server = EmbeddedPostgres.builder()
                .setServerConfig("autovacuum_naptime", "1s")
                .start();
        // What cleans up commits, too, and then a page is read anew.
        cleansUp(false);
        database = TestDatabase.on(named(OWN), NANOS::get);
        acme = Samples.organization("acme");
        assertThat(database.store()
                        .write(tx -> {
                            tx.organizations().insert(acme);
                            return Outcome.done(true);
                        })
                        .refusal())
                .isEmpty();
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
        server.close();
    }

    /** Whatever was known before is long ago, and nobody is there any more. */
    @BeforeEach
    void begin() {
        awaitSessions("<> '" + OWN + "'", 0);
        NANOS.addAndGet(TimeUnit.SECONDS.toNanos(2));
    }

    private static DataSource named(String session) {
        PGSimpleDataSource source = (PGSimpleDataSource) server.getPostgresDatabase();
        source.setApplicationName(session);
        return source;
    }

    private static void cleansUp(boolean now) throws SQLException {
        try (Connection connection = named(OWN).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("alter system set autovacuum = " + now);
            statement.execute("select pg_reload_conf()");
        }
    }

    private static void awaitSessions(String whose, int count) {
        Awaitility.await()
                .untilAsserted(() -> assertThat(sessions(whose)).as(whose).isEqualTo(count));
    }

    private static int sessions(String whose) throws SQLException {
        try (Connection connection = named(OWN).getConnection();
                var row = connection
                        .createStatement()
                        .executeQuery("select count(*) from pg_stat_activity where datname = current_database()"
                                + " and application_name " + whose)) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void insert(TestDatabase where, String name) {
        assertThat(where.store()
                        .write(tx -> {
                            tx.vdcs().insert(Samples.vdc(acme, name));
                            return Outcome.done(true);
                        })
                        .refusal())
                .isEmpty();
    }

    private static Page<Vdc> vdcs() {
        return vdcs(FIRST);
    }

    private static Page<Vdc> vdcs(Query query) {
        return database.store()
                .read(tx -> Outcome.done(tx.vdcs().page(Optional.empty(), query)))
                .fold(page -> page, error -> {
                    throw new AssertionError(error);
                });
    }

    private static List<String> asked() {
        return database.statementsOf(QuietPagesTest::vdcs);
    }

    @Test
    void whoIsAloneAsksOnceInTenMilliseconds() {
        Page<Vdc> page = vdcs();

        assertThat(asked()).isEmpty();
        assertThat(vdcs()).isSameAs(page);
        NANOS.addAndGet(TimeUnit.MILLISECONDS.toNanos(10));
        assertThat(asked()).hasSize(1);
        assertThat(asked()).isEmpty();
        assertThat(vdcs()).isSameAs(page);
    }

    @Test
    void oneStatementIsEnoughForAllPages() {
        Query other = Query.page(1, 24);
        vdcs(other);
        vdcs();
        NANOS.addAndGet(TimeUnit.MILLISECONDS.toNanos(10));

        assertThat(asked()).hasSize(1);
        assertThat(database.statementsOf(() -> vdcs(other))).isEmpty();
    }

    @Test
    void whatIsCommittedHereIsThereAtOnce() {
        for (int number = 0; number < 20; number++) {
            long before = vdcs().total();

            insert(database, "own-" + number);

            assertThat(vdcs().total()).isEqualTo(before + 1);
        }
    }

    @Test
    void whoeverElseIsConnectedIsAskedFor() throws IOException {
        try (TestDatabase replica = TestDatabase.on(named(OTHER), NANOS::get)) {
            awaitSessions("= '" + OTHER + "'", 1);
            vdcs();
            assertThat(asked()).hasSize(1);
            for (int number = 0; number < 20; number++) {
                long before = vdcs().total();

                insert(replica, "of-the-other-" + number);

                assertThat(vdcs().total()).isEqualTo(before + 1);
            }
        }
        awaitSessions("= '" + OTHER + "'", 0);
        assertThat(asked()).hasSize(1);
        assertThat(asked()).as("within the pause").hasSize(1);
        NANOS.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(asked()).hasSize(1);
        assertThat(asked()).isEmpty();
    }

    @Test
    void aSessionOfAnybodyCounts() throws SQLException {
        try (Connection psql = server.getPostgresDatabase().getConnection()) {
            assertThat(psql.isValid(1)).isTrue();
            vdcs();

            assertThat(asked()).hasSize(1);
        }
    }

    @Test
    void whatCleansUpIsNobody() throws SQLException {
        try (Connection connection = named(OWN).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table waste (number int) with (autovacuum_analyze_threshold = 1)");
            statement.execute("create function slowly(number int) returns int immutable language plpgsql as"
                    + " $$begin if current_setting('application_name') = '' then perform pg_sleep(60); end if;"
                    + " return number; end$$");
            statement.execute("create index waste_slowly on waste (slowly(number))");
            statement.execute("insert into waste select generate_series(1, 100)");
        }
        cleansUp(true);
        try {
            awaitSessions(CLEANS_UP, 1);
            vdcs();

            assertThat(asked()).isEmpty();
            assertThat(sessions(CLEANS_UP)).as("cleans up still").isEqualTo(1);
        } finally {
            cleansUp(false);
            try (Connection connection = named(OWN).getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("drop table waste");
            }
        }
    }

    @Test
    void aTransactionUnderWayIsWaitedFor() throws Exception {
        long before = vdcs().total();
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        CompletableFuture<Outcome<Boolean>> writing =
                CompletableFuture.supplyAsync(() -> database.store().write(tx -> {
                    tx.vdcs().insert(Samples.vdc(acme, "slow"));
                    // A query sends what is written so far.
                    assertThat(tx.vdcs().page(Optional.empty(), FIRST).total()).isEqualTo(before + 1);
                    written.countDown();
                    await(mayEnd);
                    return Outcome.done(true);
                }));
        assertThat(written.await(10, TimeUnit.SECONDS)).isTrue();
        NANOS.addAndGet(TimeUnit.MILLISECONDS.toNanos(10));

        assertThat(vdcs().total()).isEqualTo(before);
        assertThat(asked()).hasSize(1);
        mayEnd.countDown();
        assertThat(writing.get(10, TimeUnit.SECONDS).refusal()).isEmpty();

        assertThat(vdcs().total()).isEqualTo(before + 1);
        assertThat(asked()).isEmpty();
    }

    @Test
    void aNameThatSeveralMayHaveTellsNothing() throws IOException {
        try (TestDatabase other = TestDatabase.on(named("ssvirt"), NANOS::get)) {
            Runnable list =
                    () -> other.store().read(tx -> Outcome.done(tx.vdcs().page(Optional.empty(), FIRST)));
            list.run();

            assertThat(other.statementsOf(list)).hasSize(1);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
