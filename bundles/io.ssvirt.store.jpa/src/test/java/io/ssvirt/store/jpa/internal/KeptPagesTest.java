package io.ssvirt.store.jpa.internal;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Vdc;
import io.ssvirt.store.spi.Store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;

/** Pages that are given out again, on a PostgreSQL that two replicas work on. */
class KeptPagesTest {

    private static final Query FIRST = Query.page(1, 25);

    private static TestDatabase database;
    private static TestDatabase replica;
    private static Organization acme;

    @BeforeAll
    static void start() {
        database = TestDatabase.postgres();
        replica = database.replica();
        acme = Samples.organization("acme");
        insert(database.store(), Samples.vdc(acme, "first"), acme);
    }

    @AfterAll
    static void stop() throws IOException {
        replica.close();
        database.close();
    }

    private static void insert(Store store, Vdc vdc, Organization... organizations) {
        assertThat(store.write(tx -> {
                            List.of(organizations).forEach(tx.organizations()::insert);
                            tx.vdcs().insert(vdc);
                            return Outcome.done(true);
                        })
                        .refusal())
                .isEmpty();
    }

    private static Page<Vdc> vdcs() {
        return vdcs(database, FIRST);
    }

    private static Page<Vdc> vdcs(TestDatabase where, Query query) {
        return where.store()
                .read(tx -> Outcome.done(tx.vdcs().page(Optional.empty(), query)))
                .fold(page -> page, error -> {
                    throw new AssertionError(error);
                });
    }

    @Test
    void aPageIsTheSameAsLongAsNothingIsCommitted() {
        Page<Vdc> page = vdcs();

        assertThat(vdcs()).isSameAs(page);
        assertThat(database.statementsOf(KeptPagesTest::vdcs)).hasSize(1);
        assertThat(vdcs(database, Query.page(1, 24))).isNotSameAs(page);
        assertThat(vdcs()).isSameAs(page);
    }

    @Test
    void aPageWithoutARowIsKeptToo() {
        Page<Vdc> none = vdcs(database, Query.page(40, 25));

        assertThat(none.values()).isEmpty();
        assertThat(none.total()).isPositive();
        assertThat(vdcs(database, Query.page(40, 25))).isSameAs(none);
        Outcome<Boolean> ofNobody = database.store()
                .read(tx -> Outcome.done(tx.vdcs()
                        .pageOf(Samples.organization("nobody").id(), FIRST)
                        .isPresent()));
        assertThatObject(ofNobody).isEqualTo(Outcome.done(false));
    }

    @Test
    void whatAnyReplicaHasCommittedIsThereAtOnce() {
        for (int number = 0; number < 20; number++) {
            Page<Vdc> before = vdcs();
            Vdc next = Samples.vdc(acme, "of-the-other-" + number);

            insert(replica.store(), next);

            assertThat(vdcs().total()).isEqualTo(before.total() + 1);
            assertThat(vdcs(replica, FIRST).total()).isEqualTo(before.total() + 1);
        }
    }

    @Test
    void whatIsNotCommittedYetIsNotThereAndComesWithTheCommit() throws Exception {
        Page<Vdc> before = vdcs();
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        CompletableFuture<Outcome<Boolean>> writing =
                CompletableFuture.supplyAsync(() -> replica.store().write(tx -> {
                    tx.vdcs().insert(Samples.vdc(acme, "slow"));
                    tx.organizations().insert(Samples.organization("flushed"));
                    written.countDown();
                    await(mayEnd);
                    return Outcome.done(true);
                }));
        assertThat(written.await(10, TimeUnit.SECONDS)).isTrue();

        assertThat(vdcs().total()).isEqualTo(before.total());
        // Another commit beside it, so that more than the last number has changed when it ends.
        insert(database.store(), Samples.vdc(acme, "quick"));
        Page<Vdc> between = vdcs();
        assertThat(between.total()).isEqualTo(before.total() + 1);
        mayEnd.countDown();
        assertThat(writing.get(10, TimeUnit.SECONDS).refusal()).isEmpty();

        assertThat(vdcs().total()).isEqualTo(before.total() + 2);
    }

    @Test
    void whatWasTakenBackWasNeverThere() {
        Page<Vdc> before = vdcs();

        replica.store().write(tx -> {
            tx.vdcs().insert(Samples.vdc(acme, "never"));
            return Outcome.refused(DomainError.notFound("changed my mind"));
        });

        assertThat(vdcs()).isEqualTo(before);
    }

    @Test
    void aTransactionSeesItsOwnChangesAndNobodyElseDoes() {
        Page<Vdc> before = vdcs();

        database.store().write(tx -> {
            Vdc own = Samples.vdc(acme, "own");
            tx.vdcs().insert(own);
            assertThat(tx.vdcs().page(Optional.empty(), FIRST).total()).isEqualTo(before.total() + 1);
            return Outcome.refused(DomainError.notFound("changed my mind"));
        });

        assertThat(vdcs()).isEqualTo(before);
    }

    @Test
    void postgresReadsNothingOfAPageThatIsKept() throws SQLException {
        String asked = "explain (analyze, timing off, costs off) "
                + KeptPages.unlessSeen("select count(*) over (), v.* from vdcs v order by v.name limit 25");
        try (Connection connection = database.source().getConnection()) {
            String seen = ask(connection, "select " + KeptPages.SEEN + " where ? and '' <> ?", "x");
            String otherServer = seen.substring(0, seen.indexOf(' ')) + " 1";

            assertThat(ask(connection, asked, "")).doesNotContain("Scan on vdcs v (never executed)");
            assertThat(ask(connection, asked, otherServer)).doesNotContain("Scan on vdcs v (never executed)");
            assertThat(ask(connection, asked, seen)).contains("One-Time Filter", "Scan on vdcs v (never executed)");
        }
    }

    private static String ask(Connection connection, String sql, String parameter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setBoolean(1, true);
            statement.setString(2, parameter);
            StringBuilder lines = new StringBuilder();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    lines.append(lines.isEmpty() ? "" : "\n").append(rows.getString(1));
                }
            }
            return lines.toString();
        }
    }

    @Test
    void onH2EveryPageIsReadAnew() throws IOException {
        try (TestDatabase h2 = TestDatabase.h2()) {
            insert(h2.store(), Samples.vdc(acme, "first"), acme);
            Page<Vdc> page = vdcs(h2, FIRST);

            assertThat(vdcs(h2, FIRST)).isEqualTo(page).isNotSameAs(page);
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
