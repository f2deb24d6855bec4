package io.ssvirt.store.jpa.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.ssvirt.model.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/** A process that is killed while it migrates an H2 file: the files are copied as they are at that moment, and the next one starts on them. */
class CutShortMigrationTest {

    private static final int EVERY = 7;

    @TempDir
    Path folder;

    @Test
    void whereverAnEmptyDatabaseIsCutShortTheNextStartGoesOn() throws IOException {
        for (Path killed : killedMoments(folder.resolve("db/ssvirt"), "sa")) {
            assertThat(SchemaMigration.migrate(file(killed, "sa")))
                    .as(killed.toString())
                    .isEqualTo(Outcome.done(true));
            assertThat(files(killed.getParent())).containsExactly("ssvirt.mv.db");
        }
    }

    @Test
    void whereverTheUpgradeOfAnOlderOneIsCutShortItsRowsAreThereAfterwards() throws Exception {
        ReleasedSchema.eachOnH2(folder, source -> {
            Path database =
                    folder.resolve(Path.of(((JdbcDataSource) source).getURL()).getFileName());
            for (Path killed : killedMoments(database, "")) {
                UpgradeTest.upgrade(file(killed, ""));
            }
        });
    }

    @Test
    void theCopyIsForNobodyElseToRead() throws IOException {
        Path killed = killedMoments(folder.resolve("db/ssvirt"), "sa").stream()
                .map(database -> database.resolveSibling("ssvirt.before-migration"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(killed)))
                .isEqualTo("rwx------");
    }

    /** Migrates, and returns copies of the database from before every few statements of it. */
    private List<Path> killedMoments(Path database, String user) throws IOException {
        List<Path> copies = new ArrayList<>();
        AtomicInteger statements = new AtomicInteger();
        StatementCount count = new StatementCount();
        count.tell(statement -> {
            if (statements.incrementAndGet() % EVERY == 0) {
                copies.add(
                        copy(database, folder.resolve("killed-before-" + statements + "-" + database.getFileName())));
            }
        });

        assertThat(SchemaMigration.migrate(count.of(file(database, user)))).isEqualTo(Outcome.done(true));

        assertThat(copies).hasSizeGreaterThan(10);
        return copies;
    }

    private static Path copy(Path database, Path target) {
        try (Stream<Path> files = Files.walk(database.getParent(), 2)) {
            Files.createDirectories(target);
            for (Path file : files.sorted().toList()) {
                String name = database.getParent().relativize(file).toString();
                if (name.startsWith(database.getFileName().toString())) {
                    Files.copy(file, target.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
            return target.resolve(database.getFileName());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static DataSource file(Path database, String user) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:async:" + database + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0;TRACE_LEVEL_FILE=0");
        source.setUser(user);
        return source;
    }
}
