package io.ssvirt.cluster.kubernetes.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Calls that an API server begins to answer, or not even that, when they are given up: they leave no connection and no thread behind. */
final class OpenCallsTest {

    private static final int PATIENCE_MILLIS = 500;
    private static final int GLANCE_MILLIS = 50;
    private static final int GENEROUS_SECONDS = 15;
    private static final String WATCH = "/api/v1/namespaces?watch=true";
    private static final String HALF =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{";
    private static final String STREAM =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{}\n\r\n";

    private final ExecutorService tasks = Executors.newCachedThreadPool(Threads.named("open-calls"));
    private ServerSocket server;
    private Connection connection;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl("http://127.0.0.1:" + server.getLocalPort())
                .withRequestTimeout(PATIENCE_MILLIS)
                .withRequestRetryBackoffLimit(0)
                .withHttp2Disable(true)
                .build();
        connection = new Connection(() -> config, tasks);
    }

    @AfterEach
    void stop() throws IOException {
        connection.close();
        tasks.shutdownNow();
        server.close();
    }

    @Test
    void aWatchThatIsNotAnsweredYetEndsWithTheConnection() throws IOException {
        CompletableFuture<Socket> asked = answering("");
        KubernetesClient client = connection.get();
        tasks.submit(() -> new WatchStream(client, WATCH));
        try (Socket socket = asked.join()) {
            tasks.shutdownNow();
            connection.close();

            isEnded(socket);
        }
    }

    @Test
    void aWatchThatIsEndedTogetherWithTheConnectionEnds() throws IOException {
        CompletableFuture<Socket> asked = answering(STREAM);
        WatchStream watch = new WatchStream(connection.get(), WATCH);
        assertThat(watch.next(Duration.ofSeconds(GENEROUS_SECONDS))).contains("{}");
        try (Socket socket = asked.join()) {
            watch.close();
            connection.close();

            isEnded(socket);
        }
    }

    @Test
    void aCallThatIsNotAnsweredIsGivenUp() throws IOException {
        isGivenUp(answering(""));
    }

    @Test
    void anAnswerThatStopsInTheMiddleIsGivenUp() throws IOException {
        isGivenUp(answering(HALF));
    }

    private void isGivenUp(CompletableFuture<Socket> asked) throws IOException {
        Calls calls = new Calls(connection, Pace.UNLIMITED);

        assertThatThrownBy(() -> calls.get("/api/v1/namespaces"))
                .isInstanceOfSatisfying(KubernetesClientException.class, failure -> assertThat(Failures.words(failure))
                        .isEqualTo("the API server did not answer in time"));

        try (Socket socket = asked.join()) {
            isEnded(socket);
        }
    }

    /** Takes one connection, reads what is asked and says this; then it says nothing more. */
    private CompletableFuture<Socket> answering(String words) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                Socket socket = server.accept();
                InputStream from = socket.getInputStream();
                StringBuilder head = new StringBuilder();
                while (head.indexOf("\r\n\r\n") < 0) {
                    head.append((char) from.read());
                }
                socket.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
                return socket;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static void isEnded(Socket socket) throws IOException {
        socket.setSoTimeout(GLANCE_MILLIS);
        Awaitility.await("the client ends the connection")
                .atMost(Duration.ofSeconds(GENEROUS_SECONDS))
                .until(() -> ends(socket));
    }

    private static boolean ends(Socket socket) throws IOException {
        // The JDK's client ends its idle connections when nobody holds it any more.
        System.gc();
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException open) {
            return false;
        }
    }
}
