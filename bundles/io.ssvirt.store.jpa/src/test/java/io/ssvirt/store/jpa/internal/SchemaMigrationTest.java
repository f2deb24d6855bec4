package io.ssvirt.store.jpa.internal;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import javax.sql.DataSource;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.ErrorKind;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SchemaMigrationTest {

    @TempDir
    Path folder;

    @Test
    void aFileKeepsItsRowsWhenItIsOpenedAgain() throws IOException {
        String url = "jdbc:h2:file:" + folder.resolve("ssvirt");
        Organization acme = Samples.organization("acme");
        try (TestDatabase first = TestDatabase.h2(url)) {
            first.store().write(tx -> {
                tx.organizations().insert(acme);
                return Outcome.done(true);
            });
        }

        try (TestDatabase second = TestDatabase.h2(url)) {
            assertThat(second.store().read(tx -> Outcome.done(tx.organizations().find(acme.id()))))
                    .isEqualTo(Outcome.done(Optional.of(acme)));
        }
    }

    @Test
    void severalReplicasThatStartAtOnceOnAnEmptyServerMigrateOnce() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            migrateAtOnce(server.getPostgresDatabase());
        }
    }

    @Test
    void twoMigrationsAtOnceInOneProcessMigrateOnce() throws Exception {
        migrateAtOnce(h2());
    }

    private static void migrateAtOnce(DataSource source) throws Exception {
        Callable<Outcome<Boolean>> migration = () -> SchemaMigration.migrate(source);
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            for (Future<Outcome<Boolean>> done : pool.invokeAll(Collections.nCopies(4, migration))) {
                assertThat(done.get()).isEqualTo(Outcome.done(true));
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(count(source, "databasechangelog"))
                .isEqualTo(count(source, "(select distinct id from databasechangelog) distinct_changes"))
                .isPositive();
    }

    @Test
    void aSecondRunChangesNothing() throws SQLException {
        DataSource source = h2();
        SchemaMigration.migrate(source);
        long changes = count(source, "databasechangelog");

        assertThat(SchemaMigration.migrate(source)).isEqualTo(Outcome.done(true));

        assertThat(count(source, "databasechangelog")).isEqualTo(changes);
    }

    @Test
    void aLockThatAKilledProcessLeftBehindStopsNobody() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            for (DataSource source : List.of(h2(), server.getPostgresDatabase())) {
                SchemaMigration.migrate(source);
                execute(
                        source,
                        "update databasechangeloglock set locked = true, lockgranted = current_timestamp,"
                                + " lockedby = 'somebody who is gone'");
                // as if the last change set of a newer version were still to come
                execute(source, "drop table tasks");
                execute(source, "delete from databasechangelog where id = 'journal'");

                assertThat(SchemaMigration.migrate(source)).isEqualTo(Outcome.done(true));

                assertThat(count(source, "tasks")).isZero();
            }
        }
    }

    @Test
    void aDatabaseThatIsAwayIsAnErrorAndNoException() {
        PGSimpleDataSource nobody = new PGSimpleDataSource();
        nobody.setServerNames(new String[] {"127.0.0.1"});
        nobody.setPortNumbers(new int[] {1});

        assertThat(SchemaMigration.migrate(nobody).refusal())
                .map(DomainError::kind)
                .contains(ErrorKind.UNAVAILABLE);
    }

    @Test
    void aServerThatIsTooOldIsNotTouched() throws IOException, SQLException {
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            DataSource old = saying(
                    DataSource.class,
                    server.getPostgresDatabase(),
                    Map.of("getDatabaseMajorVersion", 12, "getDatabaseProductVersion", "12.22"));

            assertThatThrownBy(() -> SchemaMigration.migrate(old))
                    .hasMessageContaining("PostgreSQL 13 or newer is needed, and this one is 12.22");

            assertThat(count(server.getPostgresDatabase(), "pg_tables where schemaname = 'public'"))
                    .isZero();
        }
    }

    /** Returns the same, but what comes of it says of itself what is given. */
    private static <T> T saying(Class<T> type, Object real, Map<String, Object> words) {
        Object proxy =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (words.containsKey(method.getName())) {
                        return words.get(method.getName());
                    }
                    Object value = method.invoke(real, arguments);
                    return value instanceof Connection
                            ? saying(Connection.class, value, words)
                            : value instanceof DatabaseMetaData ? saying(DatabaseMetaData.class, value, words) : value;
                });
        return type.cast(proxy);
    }

    private static DataSource h2() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return source;
    }

    private static void execute(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long count(DataSource source, String table) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
