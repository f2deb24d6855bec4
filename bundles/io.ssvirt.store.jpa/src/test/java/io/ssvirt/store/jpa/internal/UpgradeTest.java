package io.ssvirt.store.jpa.internal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import io.ssvirt.model.EntityType;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Urn;
import io.ssvirt.model.VAppState;
import io.ssvirt.model.VdcState;
import io.ssvirt.model.VmStatus;
import io.ssvirt.store.spi.Intent;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;

import static org.assertj.core.api.Assertions.assertThat;

import liquibase.Liquibase;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.DirectoryResourceAccessor;

/**
 * Upgrades from every released schema with data in it. {@code released/<number>} holds the change sets as they were released and
 * rows as that release wrote them; a release adds a folder and changes none.
 */
class UpgradeTest {

    private static final Path RELEASED = Path.of("src", "test", "resources", "released");

    @TempDir
    Path folder;

    @Test
    void everyReleasedSchemaOnH2IsBroughtHereWithItsRows() throws Exception {
        for (Path release : releases()) {
            JdbcDataSource source = new JdbcDataSource();
            source.setURL("jdbc:h2:file:" + folder.resolve("release-" + release.getFileName()));
            upgrade(source, release);
        }
    }

    @Test
    void everyReleasedSchemaOnPostgresIsBroughtHereWithItsRows() throws Exception {
        for (Path release : releases()) {
            try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
                upgrade(server.getPostgresDatabase(), release);
            }
        }
    }

    private static List<Path> releases() throws Exception {
        try (Stream<Path> folders = Files.list(RELEASED)) {
            List<Path> found = folders.sorted().toList();
            assertThat(found).isNotEmpty();
            return found;
        }
    }

    private static void upgrade(DataSource source, Path release) throws Exception {
        try (Connection connection = source.getConnection()) {
            Database database =
                    DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
            try (Liquibase released =
                    new Liquibase("db/changelog.sql", new DirectoryResourceAccessor(release), database)) {
                released.update("");
            }
        }
        String rows = Files.readString(release.resolve("data.sql"), StandardCharsets.UTF_8);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(rows);
        }
        try (TestDatabase database = TestDatabase.on(source)) {
            everythingIsThere(database.store());
        }
    }

    private static void everythingIsThere(Store store) {
        assertThat(store.read(tx -> {
                    check(tx);
                    return Outcome.done(true);
                }))
                .isEqualTo(Outcome.done(true));
        assertThat(store.write(tx -> Outcome.done(resumed(tx)))).isEqualTo(Outcome.done(true));
    }

    private static void check(Transaction tx) {
        assertThat(tx.organizations()
                        .find(urn(EntityType.ORGANIZATION, 1))
                        .orElseThrow()
                        .name())
                .isEqualTo("acme");
        assertThat(tx.users().find(urn(EntityType.USER, 3)).orElseThrow().username())
                .isEqualTo("ada");
        assertThat(tx.sessions().find(urn(EntityType.SESSION, 4))).isPresent();
        assertThat(tx.vdcs().find(urn(EntityType.VDC, 5)).orElseThrow().state()).isEqualTo(VdcState.UPDATING);
        assertThat(tx.catalogs().find(urn(EntityType.CATALOG, 6))).isPresent();
        assertThat(tx.vapps().find(urn(EntityType.VAPP, 7)).orElseThrow().state())
                .isEqualTo(VAppState.READY);
        assertThat(tx.vms().find(urn(EntityType.VM, 8)).orElseThrow().status()).isEqualTo(VmStatus.POWERED_ON);
        assertThat(tx.journal().task(new UUID(0, 9)).orElseThrow().status().isFinal())
                .isTrue();
        assertThat(tx.inventory().vapps()).singleElement().satisfies(vapp -> assertThat(vapp.objectName())
                .isEqualTo("web"));
    }

    /** What the process of the old version had not finished is carried on. */
    private static boolean resumed(Transaction tx) {
        Instant now = Instant.parse("2030-01-01T00:00:00Z");
        UUID open = new UUID(0, 10);
        assertThat(tx.journal().due("new", now, 10)).containsExactly(open);
        Intent intent =
                tx.journal().claim(open, "new", now, Duration.ofSeconds(30)).orElseThrow();
        return intent.desired().get("description").equals("before") && !intent.cancelled();
    }

    private static Urn urn(EntityType type, long number) {
        return new Urn(type, new UUID(0, number));
    }
}
