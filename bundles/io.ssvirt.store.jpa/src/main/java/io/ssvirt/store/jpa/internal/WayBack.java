package io.ssvirt.store.jpa.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an H2 file held before a migration, as a script beside it, for as long as the migration is under way.
 *
 * <p>H2 commits every change of the schema by itself, so a process that ends in the middle of a change set would leave half of it,
 * and no later start could make it whole. PostgreSQL takes such a half back by itself, and a database in memory ends with
 * its process.
 */
final class WayBack {

    private static final Logger LOG = LoggerFactory.getLogger(WayBack.class);

    private final Connection connection;
    private final Path script;
    private final Path part;

    private WayBack(Connection connection, Path database) {
        this.connection = connection;
        // H2 writes files that everybody may read, so they are in a folder that nobody else may enter.
        this.script = database.resolveSibling(database.getFileName() + ".before-migration")
                .resolve("script.sql");
        this.part = script.resolveSibling("part.sql");
    }

    /** Finds out whether the database is an H2 file; empty when it is none. */
    static Optional<WayBack> of(Connection connection) throws SQLException {
        if (!"H2".equals(connection.getMetaData().getDatabaseProductName())) {
            return Optional.empty();
        }
        try (Statement statement = connection.createStatement();
                ResultSet path = statement.executeQuery("select database_path()")) {
            path.next();
            // How H2 reads the file is said before the path, such as in async:/var/lib/db.
            return Optional.ofNullable(path.getString(1))
                    .map(text -> Path.of(text.substring(text.indexOf('/'))))
                    .map(database -> new WayBack(connection, database));
        }
    }

    /** Goes back to where a migration began that was cut short; committed when this returns, and done again when it does not. */
    void goBack() throws SQLException {
        if (Files.exists(script)) {
            LOG.warn("A migration was cut short before; the database is as it was before it script={}", script);
            execute("drop all objects");
            execute("runscript from " + quoted(script));
            forget();
        }
    }

    /** Writes down what there is; on the disk when this returns. */
    void remember() throws SQLException {
        try {
            Files.createDirectories(
                    part.getParent(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            execute("script nosettings to " + quoted(part));
            try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            Files.move(part, script, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException("there is no room beside the database for its copy", failed);
        }
    }

    /** The migration has come to its end. A script that stayed would undo what is written from now on, so it has to go. */
    void forget() {
        try {
            Files.deleteIfExists(script);
            Files.deleteIfExists(part);
            Files.deleteIfExists(script.getParent());
        } catch (IOException failed) {
            throw new UncheckedIOException(
                    "the copy of the database from before its migration cannot be removed", failed);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String quoted(Path file) {
        return "'" + file.toString().replace("'", "''") + "'";
    }
}
