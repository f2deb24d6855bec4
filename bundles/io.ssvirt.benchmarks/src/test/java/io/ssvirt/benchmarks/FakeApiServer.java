package io.ssvirt.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * As much of an API server as a provider needs that lists and watches: any number of objects and any rate of events, at next to
 * no cost, so that what is measured is the other side. What it is not told of is absent.
 */
final class FakeApiServer implements AutoCloseable {

    private static final Pattern PAGE = Pattern.compile("limit=(\\d+)(?:&continue=(\\d+))?");
    private static final Pattern TIMEOUT = Pattern.compile("timeoutSeconds=(\\d+)");
    private static final int NOT_FOUND = 404;

    static {
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "fake-api-server");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, List<String>> objects = new ConcurrentHashMap<>();
    private final Map<String, LinkedBlockingQueue<String>> watches = new ConcurrentHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();

    FakeApiServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException unavailable) {
            throw new UncheckedIOException(unavailable);
        }
        // What a cluster does not know is asked for again and again.
        List.of(
                        ClusterObjects.CONFIG_MAPS,
                        ClusterObjects.TEMPLATE_MAPS,
                        ClusterObjects.CLAIMS,
                        ClusterObjects.OWN_INSTANCETYPES,
                        ClusterObjects.INSTANCETYPES)
                .forEach(path -> has(path, List.of()));
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Says what a list holds; the path has no parameters. */
    void has(String path, List<String> all) {
        objects.put(path, List.copyOf(all));
    }

    /** Sends an event to the watch of a path. */
    void send(String path, String type, String object) {
        watches.computeIfAbsent(path, key -> new LinkedBlockingQueue<>())
                .add("{\"type\":\"" + type + "\",\"object\":" + object.replace('\n', ' ') + "}\n");
    }

    /** Returns the calls so far, each as method and address; probes of the server itself are left out. */
    List<String> calls() {
        return calls.stream().filter(call -> !call.contains("/readyz")).toList();
    }

    /** Forgets the calls so far. */
    void forget() {
        calls.clear();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        try (exchange) {
            if (path.equals("/readyz")) {
                answer(exchange, 200, "ok");
            } else if (!objects.containsKey(path)) {
                answer(
                        exchange,
                        NOT_FOUND,
                        "{\"kind\":\"Status\",\"code\":404,\"reason\":\"NotFound\",\"message\":\"not found\"}");
            } else if (query.contains("watch=true")) {
                watch(exchange, path, query);
            } else {
                answer(exchange, 200, list(path, query));
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    /** Each path has one watcher at a time; events wait in between. */
    private void watch(HttpExchange exchange, String path, String query) throws IOException, InterruptedException {
        LinkedBlockingQueue<String> queue = watches.computeIfAbsent(path, key -> new LinkedBlockingQueue<>());
        Matcher limit = TIMEOUT.matcher(query);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(limit.find() ? Long.parseLong(limit.group(1)) : 60);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            out.flush();
            for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
                String line = queue.poll(left, TimeUnit.NANOSECONDS);
                if (line != null) {
                    out.write(line.getBytes(StandardCharsets.UTF_8));
                    out.flush();
                }
            }
        }
    }

    private String list(String path, String query) {
        List<String> all = objects.get(path);
        Matcher page = PAGE.matcher(query);
        int from = 0;
        int to = all.size();
        if (page.find()) {
            from = page.group(2) == null ? 0 : Integer.parseInt(page.group(2));
            to = Math.min(all.size(), from + Integer.parseInt(page.group(1)));
        }
        String more = to < all.size() ? Integer.toString(to) : "";
        return "{\"metadata\":{\"resourceVersion\":\"1\",\"continue\":\"" + more + "\"},\"items\":["
                + String.join(",", all.subList(from, to)) + "]}";
    }
}
