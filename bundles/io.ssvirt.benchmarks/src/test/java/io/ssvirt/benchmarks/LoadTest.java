package io.ssvirt.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.sun.net.httpserver.HttpServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The load generator counts what it is told to send, reads both kinds of bodies, and charges a stall to everything that waited. */
final class LoadTest {

    private final AtomicInteger seen = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        answer("/fixed", 200, 5);
        answer("/chunked", 200, 0);
        answer("/broken", 500, 5);
        server.createContext("/stalls-once", exchange -> {
            try (exchange) {
                if (seen.incrementAndGet() == 1) {
                    closed.await(300, TimeUnit.MILLISECONDS);
                }
                exchange.sendResponseHeaders(200, -1);
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    private void answer(String path, int status, int length) {
        server.createContext(path, exchange -> {
            try (exchange) {
                seen.incrementAndGet();
                exchange.sendResponseHeaders(status, length);
                exchange.getResponseBody().write("hello".getBytes());
            }
        });
    }

    @AfterEach
    void stop() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private int port() {
        return server.getAddress().getPort();
    }

    @Test
    void everyRequestIsSentOnceWhateverTheNumberOfConnections() throws IOException, InterruptedException {
        List<byte[]> both = List.of(Wire.get("/fixed", ""), Wire.get("/chunked", "token"));

        Load.Result result = new Load(port(), 4, both).send(1_001).withoutFailures();

        assertThat(result.requests()).isEqualTo(1_001);
        assertThat(seen).hasValue(1_001);
        assertThat(result.latencies().getTotalCount()).isEqualTo(1_001);
    }

    @Test
    void aBodyIsReadHoweverItIsSent() throws IOException {
        try (Wire wire = new Wire(port())) {
            for (String path : List.of("/fixed", "/chunked", "/fixed")) {
                assertThat(wire.exchange(Wire.get(path, ""))).isEqualTo(200);
                assertThat(wire.body()).asString().isEqualTo("hello");
            }
        }
    }

    @Test
    void anAnswerThatSaysNoFailsTheMeasurement() throws IOException, InterruptedException {
        Load.Result result = new Load(port(), 2, List.of(Wire.get("/broken", ""))).send(10);

        assertThat(result.failures()).isEqualTo(10);
        assertThatThrownBy(result::withoutFailures).hasMessage("10 of 10 requests failed");
    }

    @Test
    void atAGivenRateAStallIsChargedToAllThatHadToWait() throws IOException, InterruptedException {
        Load load = new Load(port(), 1, List.of(Wire.get("/stalls-once", "")));

        Load.Result result = load.pace(100, Duration.ofMillis(500));

        // 30 requests were due during the stall of 300 ms; a generator that waits for answers would have seen one slow
        // one.
        assertThat(result.requests()).isEqualTo(50);
        assertThat(result.latencies().getCountBetweenValues(100_000_000, Long.MAX_VALUE / 2))
                .isGreaterThanOrEqualTo(15);
    }
}
