package io.ssvirt.cluster.kubernetes.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** As much of an API server as watches need, with any number of objects and any rate of events, which a real one takes minutes for. */
final class ScriptedApiServer implements AutoCloseable {

    private static final Pattern PAGE = Pattern.compile("limit=(\\d+)(?:&continue=(\\d+))?");
    private static final String END = "";

    static {
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, List<String>> objects = new ConcurrentHashMap<>();
    private final Map<String, LinkedBlockingQueue<String>> watches = new ConcurrentHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();

    ScriptedApiServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Says what a list of this kind holds; the path has no parameters. */
    void has(String path, List<String> all) {
        objects.put(path, List.copyOf(all));
    }

    /** Sends an event to the watch of a path. */
    void send(String path, String type, String object) {
        watches.get(path).add("{\"type\":\"" + type + "\",\"object\":" + object.replace('\n', ' ') + "}\n");
    }

    boolean isWatched(String path) {
        return watches.containsKey(path);
    }

    List<String> calls() {
        return List.copyOf(calls);
    }

    @Override
    public void close() {
        watches.values().forEach(queue -> queue.add(END));
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        try (exchange) {
            if (query.contains("watch=true")) {
                watch(exchange, path);
            } else {
                byte[] body = list(path, query).getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch(HttpExchange exchange, String path) throws IOException, InterruptedException {
        LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>();
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            out.flush();
            watches.put(path, queue);
            for (String line = queue.take(); !line.equals(END); line = queue.take()) {
                out.write(line.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        }
    }

    private String list(String path, String query) {
        List<String> all = objects.getOrDefault(path, List.of());
        Matcher page = PAGE.matcher(query);
        if (!page.find()) {
            return "{}";
        }
        int from = page.group(2) == null ? 0 : Integer.parseInt(page.group(2));
        int to = Math.min(all.size(), from + Integer.parseInt(page.group(1)));
        String more = to < all.size() ? Integer.toString(to) : "";
        return "{\"metadata\":{\"resourceVersion\":\"1\",\"continue\":\"" + more + "\"},\"items\":["
                + String.join(",", new ArrayList<>(all.subList(from, to))) + "]}";
    }
}
