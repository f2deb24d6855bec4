package io.ssvirt.store.jpa.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.h2.jdbcx.JdbcDataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import static org.assertj.core.api.Assertions.assertThat;

import liquibase.Liquibase;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.DirectoryResourceAccessor;

/**
 * Databases as every release has left them. {@code released/<number>} holds the change sets as they were released and rows as that
 * release wrote them; a release adds a folder and changes none.
 */
public final class ReleasedSchema {

    /** Found from every module. */
    private static final Path RELEASED = Path.of("..", "io.ssvirt.store.jpa", "src", "test", "resources", "released");

    private ReleasedSchema() {}

    /** What is done with a database. */
    public interface Use {
        void of(DataSource source) throws Exception;
    }

    /** Uses one database of each release, in files of a folder. */
    public static void eachOnH2(Path folder, Use use) throws Exception {
        for (Path release : releases()) {
            JdbcDataSource source = new JdbcDataSource();
            source.setURL("jdbc:h2:file:" + folder.resolve("release-" + release.getFileName()));
            fill(source, release);
            use.of(source);
        }
    }

    /** Uses one database of each release. */
    public static void eachOnPostgres(Use use) throws Exception {
        for (Path release : releases()) {
            try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
                fill(server.getPostgresDatabase(), release);
                use.of(server.getPostgresDatabase());
            }
        }
    }

    private static List<Path> releases() throws IOException {
        try (Stream<Path> folders = Files.list(RELEASED)) {
            List<Path> found = folders.sorted().toList();
            assertThat(found).isNotEmpty();
            return found;
        }
    }

    private static void fill(DataSource source, Path release) throws Exception {
        try (Connection connection = source.getConnection()) {
            Database database =
                    DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
            try (Liquibase released =
                    new Liquibase("db/changelog.sql", new DirectoryResourceAccessor(release), database)) {
                released.update("");
            }
        }
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(Files.readString(release.resolve("data.sql"), StandardCharsets.UTF_8));
        }
    }
}
