package io.ssvirt.store.jpa.internal;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import io.ssvirt.model.DomainError;

import static org.assertj.core.api.Assertions.assertThat;

/** A PostgreSQL that speaks TLS, reached by URLs like those that the settings {@code sslmode} and {@code sslrootcert} make. */
class PostgresOverTlsTest {

    @TempDir
    static Path folder;

    private static TestAuthority right;
    private static TestAuthority wrong;
    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() throws Exception {
        right = TestAuthority.in(Files.createDirectory(folder.resolve("right")));
        wrong = TestAuthority.in(Files.createDirectory(folder.resolve("wrong")));
        server = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .setServerConfig("ssl", "on")
                .setServerConfig("ssl_cert_file", right.serverCertificate().toString())
                .setServerConfig("ssl_key_file", right.serverKey().toString())
                .start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    private static PGSimpleDataSource source(String host, String mode, Path authorities) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://" + host + ":" + server.getPort() + "/postgres?sslmode=" + mode
                + "&sslrootcert=" + URLEncoder.encode(authorities.toString(), StandardCharsets.UTF_8)
                + "&ApplicationName=ssvirt&connectTimeout=5&socketTimeout=60&tcpKeepAlive=true");
        source.setUser("postgres");
        source.setPassword("postgres");
        return source;
    }

    private static String refusal(PGSimpleDataSource source) {
        return SchemaMigration.migrate(source)
                .refusal()
                .map(DomainError::message)
                .orElse("it works");
    }

    @Test
    void theAuthorityThatSignedTheCertificateOpensTheDatabase() throws IOException, SQLException {
        // A blank in the name: the file is a part of the URL.
        Path file = Files.copy(right.certificate(), folder.resolve("my authority.crt"));
        PGSimpleDataSource source = source("localhost", "verify-full", file);

        assertThat(refusal(source)).isEqualTo("it works");
        try (Connection connection = source.getConnection();
                ResultSet row = connection
                        .createStatement()
                        .executeQuery("select ssl from pg_stat_ssl where pid = pg_backend_pid()")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getBoolean(1)).as("encrypted").isTrue();
        }
    }

    @Test
    void anotherAuthorityIsOneLineThatNamesTheSetting() {
        for (String mode : new String[] {"verify-ca", "verify-full"}) {
            assertThat(refusal(source("localhost", mode, wrong.certificate())))
                    .as(mode)
                    .contains("not trusted", "SSVIRT_DATABASE_SSLROOTCERT")
                    .doesNotContain("\n");
        }
    }

    @Test
    void aFileThatIsNotThereOrHoldsNoAuthorityIsTheSameLine() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.crt"), "nothing\n");

        for (Path file : new Path[] {folder.resolve("absent.crt"), empty}) {
            assertThat(refusal(source("localhost", "verify-full", file)))
                    .as(file.toString())
                    .contains("not trusted", "SSVIRT_DATABASE_SSLROOTCERT")
                    .doesNotContain("\n");
        }
    }

    /** The certificate is for localhost, not for an address; only verify-full looks at that. */
    @Test
    void aServerThatIsCalledOtherwiseIsTrustedByVerifyCaOnly() {
        assertThat(refusal(source("127.0.0.1", "verify-full", right.certificate())))
                .contains("SSVIRT_DATABASE_SSLMODE");
        assertThat(refusal(source("127.0.0.1", "verify-ca", right.certificate())))
                .isEqualTo("it works");
    }
}
