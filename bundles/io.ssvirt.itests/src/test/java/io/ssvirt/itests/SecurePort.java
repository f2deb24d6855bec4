package io.ssvirt.itests;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.Dictionary;
import java.util.Map;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import org.awaitility.Awaitility;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** A port that speaks TLS, opened by configuration beside the plain one while the system runs. */
final class SecurePort {

    private static final String AREA = "io.ssvirt.tls";
    private static final char[] PASSWORD = "only for this file".toCharArray();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int port;

    private SecurePort(int port) {
        this.port = port;
    }

    /** Opens it as the settings say, and returns when somebody who trusts a certificate gets an answer. */
    static SecurePort open(ConfigurationAdmin configurations, int port, Map<String, String> settings, Path trusted)
            throws IOException {
        configure(configurations, port, settings);
        SecurePort opened = new SecurePort(port);
        Awaitility.await("an answer over TLS")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> opened.get("/readyz", trusted).statusCode() == 200);
        return opened;
    }

    /** Leaves the plain port alone. */
    static void close(ConfigurationAdmin configurations) throws IOException {
        configure(configurations, 0, Map.of("mode", "auto", "cert", "", "key", ""));
    }

    private static void configure(ConfigurationAdmin configurations, int port, Map<String, String> settings)
            throws IOException {
        Configuration configuration = configurations.getConfiguration(AREA, null);
        Dictionary<String, Object> properties = configuration.getProperties();
        settings.forEach(properties::put);
        properties.put("port", Integer.toString(port));
        configuration.update(properties);
    }

    /** Reads as a client that trusts one certificate and nothing else, and looks at the name in it. */
    HttpResponse<String> get(String path, Path trusted) throws Exception {
        KeyStore anchors = KeyStore.getInstance("PKCS12");
        anchors.load(null, null);
        try (InputStream pem = Files.newInputStream(trusted)) {
            Certificate certificate = CertificateFactory.getInstance("X.509").generateCertificate(pem);
            anchors.setCertificateEntry("trusted", certificate);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(anchors);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder()
                .sslContext(context)
                .build()
                .send(
                        HttpRequest.newBuilder(URI.create("https://localhost:" + port + path))
                                .timeout(Duration.ofSeconds(10))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    /** Makes a key and a certificate as an administrator gets them: two PEM files, {@code given.crt} and {@code given.key}. */
    static void makePair(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        Path store = folder.resolve("given.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "given",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=given.example",
                        "-ext",
                        "SAN=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        if (keytool.waitFor() != 0) {
            throw new IOException(Files.readString(folder.resolve("keytool.log")));
        }
        KeyStore made = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            made.load(in, PASSWORD);
        }
        pem(
                folder.resolve("given.crt"),
                "CERTIFICATE",
                made.getCertificate("given").getEncoded());
        pem(
                folder.resolve("given.key"),
                "PRIVATE KEY",
                made.getKey("given", PASSWORD).getEncoded());
    }

    private static void pem(Path file, String kind, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        Files.writeString(file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }
}
