package io.ssvirt.config.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Settings of ours that a part of somebody else takes up. */
class TargetsTest {

    @TempDir
    Path root;

    private Etc etc;

    @BeforeEach
    void begin() throws IOException {
        etc = new Etc(root);
        for (String name : new String[] {"DatabaseConfig", "ApiConfig", "LogConfig"}) {
            try (InputStream xml =
                    getClass().getResourceAsStream("/OSGI-INF/metatype/io.ssvirt.config.internal." + name + ".xml")) {
                etc.definitions.addAll(Metatype.read(xml));
            }
        }
    }

    private Hashtable<String, Object> dataSource() {
        Hashtable<String, Object> properties =
                new Hashtable<>(Map.of("dataSourceName", "ssvirt", "url", "jdbc:h2:file:x", "user", "sa"));
        etc.settings().modifyConfiguration(null, properties);
        return properties;
    }

    @Test
    void withoutAHostTheDatabaseIsTheFile() {
        assertThat(dataSource()).containsEntry("url", "jdbc:h2:file:x").containsEntry("user", "sa");
    }

    @Test
    void withAHostTheDatabaseIsPostgres() {
        etc.variable("SSVIRT_DATABASE_HOST", "db.example")
                .variable("SSVIRT_DATABASE_PORT", "5433")
                .variable("SSVIRT_DATABASE_USERNAME", "app")
                .variable("SSVIRT_DATABASE_PASSWORD", "p w")
                .variable("SSVIRT_DATABASE_SSLMODE", "require")
                .variable("SSVIRT_DATABASE_CONN_MAX_LIFETIME", "30m");

        assertThat(dataSource())
                .containsEntry("osgi.jdbc.driver.class", "org.postgresql.Driver")
                .containsEntry("user", "app")
                .containsEntry("password", "p w")
                .containsEntry("hikari.maxLifetime", "1800000")
                .containsEntry("hikari.connectionInitSql", "set idle_in_transaction_session_timeout = '10s'")
                .extractingByKey("url")
                .asString()
                .startsWith("jdbc:postgresql://db.example:5433/ssvirt?sslmode=require&")
                .contains("&ApplicationName=ssvirt-800000000000002a&");
    }

    @Test
    void theAuthoritiesOfTheDatabaseAreAFile() {
        etc.variable("SSVIRT_DATABASE_HOST", "db.example")
                .variable("SSVIRT_DATABASE_SSLMODE", "verify-full")
                .variable("SSVIRT_DATABASE_SSLROOTCERT", "/etc/my ca/root.crt");

        assertThat(dataSource())
                .extractingByKey("url")
                .asString()
                .contains("?sslmode=verify-full&sslrootcert=%2Fetc%2Fmy+ca%2Froot.crt&");
    }

    @Test
    void aPoolOfTheLateDatabaseIsMadeAllTheSame() {
        assertThat(dataSource()).containsEntry("hikari.initializationFailTimeout", "-1");
    }

    @Test
    void thePortThatSomebodyGaveReachesTheHttpServerAndNothingElseDoes() {
        etc.variable("SSVIRT_API_PORT", "8099");
        Hashtable<String, Object> web = new Hashtable<>(Map.of(
                "service.pid",
                "org.ops4j.pax.web",
                "org.osgi.service.http.port",
                "8080",
                "org.ops4j.pax.web.listening.addresses",
                "::1"));

        etc.settings().modifyConfiguration(null, web);

        assertThat(web)
                .containsEntry("org.osgi.service.http.port", "8099")
                .containsEntry("org.ops4j.pax.web.listening.addresses", "::1");
    }

    @Test
    void levelAndFormReachTheLog() {
        etc.variable("SSVIRT_LOG_LEVEL", "Debug").variable("SSVIRT_LOG_FORMAT", "json");
        Hashtable<String, Object> log = new Hashtable<>(Map.of("service.pid", "org.ops4j.pax.logging"));

        etc.settings().modifyConfiguration(null, log);

        assertThat(log)
                .containsEntry("log4j2.logger.ssvirt.level", "DEBUG")
                .containsEntry("log4j2.logger.access.level", "DEBUG")
                .containsEntry("log4j2.logger.access.appenderRef.Console.ref", "console-json")
                .containsEntry("log4j2.rootLogger.appenderRef.Console.ref", "console-json");
    }
}
