package io.ssvirt.rest.jetty.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.AbstractHandler;
import org.eclipse.jetty.server.handler.HandlerList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HttpPortTest {

    @TempDir
    Path folder;

    private final Server jetty = new Server();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private HttpPort port;

    /** Says whether the request came over TLS. */
    private static final class Scheme extends AbstractHandler {

        @Override
        public void handle(String target, Request base, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            base.setHandled(true);
            response.getWriter().print(request.getScheme() + " " + request.isSecure());
        }
    }

    private void start(String mode, String cert, String key) throws Exception {
        start(mode, cert, key, 8_192);
    }

    private void start(String mode, String cert, String key, int headers) throws Exception {
        port = new HttpPort(
                new Given.Tls(mode, cert, key, 0), new HeaderLimit(new Given.Headers(headers)), folder, stopping::get);
        ServerConnector connector = new ServerConnector(jetty);
        connector.setHost("127.0.0.1");
        jetty.addConnector(connector);
        jetty.setHandler(new HandlerList(port, new Scheme()));
        jetty.start();
    }

    @Test
    void whileTheProcessIsBeingStoppedNothingIsBegun() throws Exception {
        start("off", "", "");
        stopping.set(true);

        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + number() + "/"))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        assertThat(answer.body()).contains("starting or stopping", "SERVICE_UNAVAILABLE");
    }

    @AfterEach
    void stop() throws Exception {
        jetty.stop();
        port.end();
    }

    private int number() {
        return ((ServerConnector) jetty.getConnectors()[0]).getLocalPort();
    }

    private static SSLContext trusting() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        TrustManager everybody = new X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type) {}

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String type) {}

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[0];
            }
        };
        context.init(null, new TrustManager[] {everybody}, new SecureRandom());
        return context;
    }

    private X509Certificate shown() throws IOException, GeneralSecurityException {
        try (SSLSocket socket =
                (SSLSocket) trusting().getSocketFactory().createSocket(InetAddress.getByName("127.0.0.1"), number())) {
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), number())) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void withoutACertificateItIsPlainHttp() throws Exception {
        start("auto", "", "");

        assertThat(raw("GET / HTTP/1.0\r\n\r\n")).contains("http false");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aCertificateThatWasMadeIsKeptAndItsKeyIsPrivate() throws Exception {
        start("on", "", "");

        X509Certificate shown = shown();
        HttpResponse<String> answer = HttpClient.newBuilder()
                .sslContext(trusting())
                .build()
                .send(
                        HttpRequest.newBuilder(URI.create("https://localhost:" + number() + "/"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body()).isEqualTo("https true");
        assertThat(shown.getSubjectAlternativeNames().toString()).contains("localhost", "127.0.0.1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("tls.key"))))
                .isEqualTo("rw-------");
        try (InputStream kept = Files.newInputStream(folder.resolve("tls.crt"))) {
            assertThat(new PemFiles(folder.resolve("tls.crt"), folder.resolve("tls.key"))
                            .read()
                            .chain())
                    .containsExactly(shown);
            assertThat(kept.read()).isPositive();
        }
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("tls.crt", "tls.key");
        }
    }

    @Test
    void aChangedCertificateIsTakenWithoutARestart() throws Exception {
        PemFiles given = new PemFiles(folder.resolve("a.crt"), folder.resolve("a.key"));
        SelfSigned.make(given);
        start("auto", given.certificate().toString(), given.key().toString());
        X509Certificate first = shown();

        SelfSigned.make(given);
        Files.setLastModifiedTime(
                given.certificate(), FileTime.from(Instant.now().plusSeconds(5)));
        port.look();

        assertThat(shown().getSerialNumber()).isNotEqualTo(first.getSerialNumber());
    }

    @Test
    void aBrokenCertificateLeavesTheOneInForce() throws Exception {
        PemFiles given = new PemFiles(folder.resolve("a.crt"), folder.resolve("a.key"));
        SelfSigned.make(given);
        start("auto", given.certificate().toString(), given.key().toString());
        X509Certificate first = shown();

        Files.writeString(given.certificate(), "nonsense");
        port.look();

        assertThat(shown()).isEqualTo(first);
    }

    @Test
    void withoutTheCertificateThatIsAskedForNothingIsServedInPlainText() throws Exception {
        start(
                "auto",
                folder.resolve("absent.crt").toString(),
                folder.resolve("absent.key").toString());

        assertThat(raw("GET / HTTP/1.0\r\n\r\n")).doesNotContain("http false");
        assertThatThrownBy(this::shown).isInstanceOf(IOException.class);
    }

    @Test
    void whatJettyRefusesIsAnsweredInJson() throws Exception {
        start("off", "", "");

        assertThat(raw("GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .containsIgnoringCase("Content-Type: application/json")
                .endsWith("{\"code\":400,\"error\":\"Bad Request\",\"message\":\"The request cannot be read\","
                        + "\"minorErrorCode\":\"BAD_REQUEST\"}");
        assertThat(raw("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX: " + "x".repeat(20_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431")
                .contains("\"code\":431");
        assertThat(raw("\u0016\u0003\u0001\r\n\r\n")).contains("\"code\":400");
    }

    @Test
    void headersMayBeAsLargeAsIsConfigured() throws Exception {
        start("off", "", "", 30_000);
        String before = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX: ";

        assertThat(raw(before + "x".repeat(20_000) + "\r\n\r\n")).startsWith("HTTP/1.1 200");
        assertThat(raw(before + "x".repeat(31_000) + "\r\n\r\n")).startsWith("HTTP/1.1 431");
    }
}
