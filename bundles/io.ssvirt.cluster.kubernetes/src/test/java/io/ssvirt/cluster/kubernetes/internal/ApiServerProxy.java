package io.ssvirt.cluster.kubernetes.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import javax.net.ssl.SSLContext;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Stands between a client and the API server: writes down every call, and misbehaves where a test says so.
 *
 * <p>It speaks plain HTTP to the client and passes its credentials on. Watches are passed on line by line.
 */
public final class ApiServerProxy implements AutoCloseable {

    /**
     * One call, with the times when it came and when its answer was complete; a watch that is still open has no end.
     *
     * @param target path and query
     */
    public record Call(String method, String target, long from, long to) {

        /** Tells whether it changes something. */
        public boolean isWrite() {
            return !method.equals("GET");
        }

        /** Tells whether it is a watch. */
        public boolean isWatch() {
            return target.contains("watch=true");
        }
    }

    /** What may be done to a call instead of only passing it on. */
    public sealed interface Fault {

        /** Is answered with this, and never reaches the API server. */
        record Answered(int status, String type, String body) implements Fault {}

        /** Reaches the API server, but the connection breaks before its answer comes back. */
        record Lost() implements Fault {}

        /** Reaches the API server twice, as when a client asks again; the second answer comes back. */
        record Twice() implements Fault {}

        /** The connection breaks at once. */
        record Refused() implements Fault {}

        /** Reaches the API server later. */
        record Late(long millis) implements Fault {}

        /** Comes back as so many bytes of the answer, and then the connection breaks. */
        record Cut(int bytes) implements Fault {}

        /** Nothing comes back, and the connection stays open; of a watch, nothing more. */
        record Stalled() implements Fault {}
    }

    private static final int CHUNK = 8192;

    static {
        // Else every answer waits 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final URI target;
    private final int port;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "api-server-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpClient client;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final List<Call> open = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private HttpServer server;
    private volatile Function<Call, Optional<Fault>> faults = call -> Optional.empty();

    /** Starts on a free port in front of an address. */
    public ApiServerProxy(String url) {
        this.target = URI.create(url);
        try {
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, new javax.net.ssl.TrustManager[] {new Anyone()}, null);
            this.client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .sslContext(tls)
                    .executor(threads)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        listen(0);
        this.port = server.getAddress().getPort();
    }

    private void listen(int at) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** Breaks all connections and refuses new ones until {@link #comeBack}. */
    public void goAway() {
        server.stop(0);
    }

    /** Listens again at the same address. */
    public void comeBack() {
        listen(port);
    }

    /** Returns the address for the client. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Says from now on what is done to each call; nothing for most of them. */
    public void misbehave(Function<Call, Optional<Fault>> chosen) {
        faults = chosen;
    }

    /** Passes everything on from now on. */
    public void behave() {
        faults = call -> Optional.empty();
    }

    /** Returns the calls that are complete, in that order, since the last {@link #forget}. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    /** Returns the calls that are still open, watches mostly. */
    public List<Call> openCalls() {
        return List.copyOf(open);
    }

    /** Returns the calls that change something. */
    public List<Call> writes() {
        return calls.stream().filter(Call::isWrite).toList();
    }

    /** Returns the calls that only read. */
    public List<Call> reads() {
        return calls.stream().filter(call -> !call.isWrite() && !call.isWatch()).toList();
    }

    /** Forgets what was written down so far. */
    public void forget() {
        calls.clear();
    }

    /** Returns how many calls had to wait for each other: the longest row in which each began after the one before had ended. */
    public static int waves(List<Call> calls) {
        List<Call> byEnd = new ArrayList<>(calls);
        byEnd.sort((a, b) -> Long.compare(a.to(), b.to()));
        int waves = 0;
        long end = Long.MIN_VALUE;
        for (Call call : byEnd) {
            if (call.from() > end) {
                waves++;
                end = call.to();
            }
        }
        return waves;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Call begun = new Call(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath()
                        + Optional.ofNullable(exchange.getRequestURI().getRawQuery())
                                .map(query -> "?" + query)
                                .orElse(""),
                System.nanoTime(),
                Long.MAX_VALUE);
        open.add(begun);
        try (exchange) {
            Fault fault = faults.apply(begun).orElse(null);
            if (fault instanceof Fault.Late late) {
                await(late.millis());
            }
            if (fault instanceof Fault.Answered answered) {
                byte[] body = answered.body().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", answered.type());
                exchange.sendResponseHeaders(answered.status(), body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            } else if (!(fault instanceof Fault.Refused)) {
                pass(exchange, begun, fault);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(begun);
            calls.add(new Call(begun.method(), begun.target(), begun.from(), System.nanoTime()));
        }
    }

    private void pass(HttpExchange exchange, Call call, Fault fault) throws IOException, InterruptedException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        HttpRequest.Builder request = HttpRequest.newBuilder(target.resolve(call.target()))
                .method(call.method(), BodyPublishers.ofByteArray(body));
        List.of("Authorization", "Content-Type", "Accept", "User-Agent", "Audit-ID")
                .forEach(
                        name -> Optional.ofNullable(exchange.getRequestHeaders().getFirst(name))
                                .ifPresent(value -> request.header(name, value)));
        if (fault instanceof Fault.Stalled && !call.isWatch()) {
            closed.await();
        }
        if (fault instanceof Fault.Twice) {
            client.send(request.build(), BodyHandlers.discarding());
        }
        HttpResponse<InputStream> answer = client.send(request.build(), BodyHandlers.ofInputStream());
        if (fault instanceof Fault.Lost) {
            answer.body().close();
            return;
        }
        answer.headers().firstValue("Content-Type").ifPresent(type -> exchange.getResponseHeaders()
                .set("Content-Type", type));
        exchange.sendResponseHeaders(answer.statusCode(), 0);
        try (InputStream from = answer.body();
                OutputStream to = exchange.getResponseBody()) {
            copy(from, to, call);
        }
    }

    private void copy(InputStream from, OutputStream to, Call call) throws IOException, InterruptedException {
        byte[] chunk = new byte[CHUNK];
        for (int read = from.read(chunk); read >= 0; read = from.read(chunk)) {
            Fault fault = faults.apply(call).orElse(null);
            if (fault instanceof Fault.Stalled) {
                closed.await();
            }
            if (fault instanceof Fault.Cut cut) {
                to.write(chunk, 0, Math.min(read, cut.bytes()));
                to.flush();
                throw new IOException("cut off as the test wants it");
            }
            if (fault instanceof Fault.Refused) {
                throw new IOException("broken off as the test wants it");
            }
            to.write(chunk, 0, read);
            to.flush();
        }
    }

    private void await(long millis) throws InterruptedException {
        closed.await(millis, TimeUnit.MILLISECONDS);
    }
}
