package io.ssvirt.store.jpa.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/** The H2 database with the settings that the distribution ships. */
class ShippedDatabaseTest {

    private static final Path SETTINGS =
            Path.of("../../karaf-assembly/src/main/resources/etc/org.ops4j.datasource-ssvirt.cfg");

    @TempDir
    Path folder;

    private static String url(Path data) throws IOException {
        Properties settings = new Properties();
        try (InputStream file = Files.newInputStream(SETTINGS)) {
            settings.load(file);
        }
        return settings.getProperty("url").replace("${karaf.data}", data.toString());
    }

    @Test
    void whatWasCommittedIsInTheFileAtOnceSoThatAKilledProcessLosesNothing() throws IOException, SQLException {
        Path copy = folder.resolve("copy");
        Organization acme = Samples.organization("acme");
        try (TestDatabase database = TestDatabase.h2(url(folder.resolve("data")));
                Connection pooled = database.source().getConnection()) {
            // One connection stays open as in a pool; closing the last one would write the file in any case.
            assertThat(pooled.isValid(1)).isTrue();
            database.store().write(tx -> {
                tx.organizations().insert(acme);
                return Outcome.done(true);
            });
            Files.createDirectories(copy.resolve("db"));
            Files.copy(folder.resolve("data/db/ssvirt.mv.db"), copy.resolve("db/ssvirt.mv.db"));
        }

        try (TestDatabase database = TestDatabase.h2(url(copy))) {
            assertThat(database.store()
                            .read(tx -> Outcome.done(tx.organizations().find(acme.id()))))
                    .isEqualTo(Outcome.done(Optional.of(acme)));
        }
    }
}
