package io.ssvirt.benchmarks;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
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
        return new Database(Optional.of(EmbeddedPostgres.start()));
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
            analyze(server.get());
        }
    }

    /** A database that has run for a while knows how its values are spread. */
    private static void analyze(EmbeddedPostgres postgres) throws IOException {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("vacuum analyze");
        } catch (java.sql.SQLException failed) {
            throw new IOException("the statistics of PostgreSQL were not brought up to date", failed);
        }
    }

    @Override
    public void close() throws IOException {
        if (server.isPresent()) {
            server.get().close();
        }
    }
}
