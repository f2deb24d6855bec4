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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** As much of an API server as watches need, with any number of objects and any rate of events, which a real one takes minutes for. */
public final class ScriptedApiServer implements AutoCloseable {

    private static final Pattern PAGE = Pattern.compile("limit=(\\d+)(?:&continue=(\\d+))?");
    private static final Pattern OBJECT = Pattern.compile(".*/namespaces/[^/]+/[^/]+/[^/]+");
    private static final String MISSING =
            "{\"kind\":\"Status\",\"code\":404,\"reason\":\"NotFound\",\"details\":{\"name\":\"it\"}}";
    private static final String END = "";
    /** How long a watch without events lasts; the next one goes on with what comes meanwhile. */
    private static final int WATCH_SECONDS = 40;

    static {
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, List<String>> objects = new ConcurrentHashMap<>();
    private final Map<String, LinkedBlockingQueue<String>> watches = new ConcurrentHashMap<>();
    private final Map<String, String> fixed = new ConcurrentHashMap<>();
    private volatile BinaryOperator<String> created = (path, body) -> body;
    private final List<String> calls = new CopyOnWriteArrayList<>();

    /** Starts it; it has nothing yet. */
    public ScriptedApiServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** Returns its address. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Says what a list of this kind holds; the path has no parameters. */
    public void has(String path, List<String> all) {
        objects.put(path, List.copyOf(all));
    }

    /** Says what a path that is no list holds. */
    public void says(String path, String body) {
        fixed.put(path, body);
    }

    /** Makes the object of what is created or changed at a path; without it, that is what was sent. */
    public void onCreate(BinaryOperator<String> made) {
        created = made;
    }

    /** Sends an event to the watch of a path. */
    public void send(String path, String type, String object) {
        watches.get(path).add("{\"type\":\"" + type + "\",\"object\":" + object.replace('\n', ' ') + "}\n");
    }

    /** Tells whether somebody watches a path. */
    public boolean isWatched(String path) {
        return watches.containsKey(path);
    }

    /** Returns all calls so far, as method and target. */
    public List<String> calls() {
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
                String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                boolean changes = Set.of("POST", "PATCH", "PUT").contains(exchange.getRequestMethod());
                boolean missing = !changes
                        && !fixed.containsKey(path)
                        && OBJECT.matcher(path).matches();
                String answer = changes
                        ? created.apply(path, sent)
                        : missing ? MISSING : fixed.containsKey(path) ? fixed.get(path) : list(path, query);
                byte[] body = answer.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(missing ? 404 : 200, body.length);
                exchange.getResponseBody().write(body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch(HttpExchange exchange, String path) throws IOException, InterruptedException {
        LinkedBlockingQueue<String> queue = watches.computeIfAbsent(path, none -> new LinkedBlockingQueue<>());
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            out.flush();
            String line = queue.poll(WATCH_SECONDS, TimeUnit.SECONDS);
            while (line != null && !line.equals(END)) {
                out.write(line.getBytes(StandardCharsets.UTF_8));
                out.flush();
                line = queue.poll(WATCH_SECONDS, TimeUnit.SECONDS);
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
