package io.ssvirt.benchmarks;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import io.ssvirt.store.jpa.internal.TestDatabase;
import io.ssvirt.store.spi.Store;

/** The database of a system that is measured: its own PostgreSQL server, or the H2 file that the distribution makes by itself. */
final class Database implements Closeable {

    private final Optional<EmbeddedPostgres> server;

    private Database(Optional<EmbeddedPostgres> server) {
        this.server = server;
    }

    static Database h2() {
        return new Database(Optional.empty());
    }

    /** Starts a server on a free port; its binaries come with the build. */
    static Database postgres() throws IOException {
        return postgres(Map.of());
    }

    /** Starts one with settings of its own. */
    static Database postgres(Map<String, String> settings) throws IOException {
        EmbeddedPostgres.Builder builder =
                EmbeddedPostgres.builder().setServerConfig("shared_preload_libraries", "pg_stat_statements");
        settings.forEach(builder::setServerConfig);
        return new Database(Optional.of(builder.start()));
    }

    /** Runs a query of one number on the server; the distribution may work on it. */
    long number(String sql) throws IOException {
        return numbers(sql).get(0);
    }

    /** Runs a statement on the server. */
    void execute(String sql) throws IOException {
        try (Connection connection = server.orElseThrow().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IOException(sql, failed);
        }
    }

    /** Commits something all the time that nobody reads, so that no page stays good. */
    Unrest unrest(Duration pause) throws IOException {
        return new Unrest(visitor(), pause);
    }

    /** Connects, as a second replica does, so that the server has to ask whether anything was committed. */
    Connection visitor() throws IOException {
        try {
            return server.orElseThrow().getPostgresDatabase().getConnection();
        } catch (SQLException failed) {
            throw new IOException("no connection for somebody else", failed);
        }
    }

    /** Runs a query and returns the numbers of its first column. */
    List<Long> numbers(String sql) throws IOException {
        return rows(sql, rows -> rows.getLong(1));
    }

    /** Runs a query and returns the texts of its first column. */
    List<String> texts(String sql) throws IOException {
        return rows(sql, rows -> rows.getString(1));
    }

    /** Reads one row. */
    @FunctionalInterface
    private interface Row<T> {

        T read(ResultSet rows) throws SQLException;
    }

    private <T> List<T> rows(String sql, Row<T> row) throws IOException {
        try (Connection connection = server.orElseThrow().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(row.read(rows));
            }
            return all;
        } catch (SQLException failed) {
            throw new IOException(sql, failed);
        }
    }

    /** Returns what tells the distribution to use it. */
    Map<String, String> environment() {
        return server.map(postgres -> Map.of(
                        "SSVIRT_DATABASE_HOST", "127.0.0.1",
                        "SSVIRT_DATABASE_PORT", Integer.toString(postgres.getPort()),
                        "SSVIRT_DATABASE_USERNAME", "postgres",
                        "SSVIRT_DATABASE_DATABASE", "postgres"))
                .orElse(Map.of());
    }

    /**
     * Brings its schema up to date and fills it, while no distribution works on it.
     *
     * @param data the folder that the distribution keeps its files in
     */
    void fill(Path data, Consumer<Store> rows) throws IOException {
        try (TestDatabase opened = server.map(postgres -> TestDatabase.on(postgres.getPostgresDatabase(), () -> {}))
                .orElseGet(() -> TestDatabase.h2("jdbc:h2:file:" + data.resolve("db/ssvirt")))) {
            rows.accept(opened.store());
        }
        if (server.isPresent()) {
            // A database that has run for a while knows how its values are spread.
            execute("vacuum analyze");
        }
    }

    @Override
    public void close() throws IOException {
        if (server.isPresent()) {
            server.get().close();
        }
    }
}
