package io.ssvirt.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
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
 * An API server as far as lists and watches go: pages of one moment, resource versions, bookmarks, an end after the time that was
 * asked for, and 410 for what is forgotten. Namespaces behave as planned, one {@link Conduct} for each watch; all other kinds are
 * empty and well.
 */
final class WatchServer implements AutoCloseable {

    private static final String NAMESPACES = "/api/v1/namespaces";
    private static final Pattern NUMBER = Pattern.compile("(limit|resourceVersion|timeoutSeconds)=(\\d+)");
    private static final Pattern CONTINUE = Pattern.compile("continue=(\\d+)-(\\d+)");
    private static final String END = "";

    static {
        // Else every answer waits 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Shelves shelves = new Shelves();
    private final Queue<Conduct> conducts = new ConcurrentLinkedQueue<>();
    private final List<Watch> open = new CopyOnWriteArrayList<>();
    private final List<String> lists = new CopyOnWriteArrayList<>();
    private final Set<String> listed = ConcurrentHashMap.newKeySet();
    private volatile Runnable betweenPages = () -> {};

    /** A watch that is open. */
    private record Watch(String path, HttpExchange exchange, LinkedBlockingQueue<String> lines) {}

    WatchServer() {
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

    /** Makes a namespace, or changes the one of that name and UID. */
    void put(String name, String uid, boolean terminating) {
        tell(shelves.put(name, uid, terminating));
    }

    /** Makes many before anybody looks. */
    void fill(int from, int to) {
        for (int i = from; i < to; i++) {
            shelves.put("vdc-" + i, new UUID(9, i).toString(), false);
        }
    }

    void delete(String name) {
        tell(shelves.delete(name));
    }

    /** Something else changes, and watches of namespaces are told how far everything is. */
    void bookmark() {
        tell(shelves.bookmark());
    }

    /** Forgets everything that happened so far. */
    void compact() {
        shelves.compact();
    }

    /** Returns what is there: the UID and whether it is going away, by name. */
    Map<String, String> content() {
        return shelves.content();
    }

    /** Says how the next watches of namespaces behave, one after the other; all later ones behave well. */
    void next(Conduct... row) {
        conducts.addAll(List.of(row));
    }

    /** Says what happens when the first page of a list was given and the second is not yet asked for. */
    void betweenPages(Runnable once) {
        betweenPages = once;
    }

    /** Breaks all connections of watches of namespaces. */
    void hangUp() {
        open.stream().filter(watch -> watch.path().equals(NAMESPACES)).forEach(watch -> {
            watch.exchange().close();
            watch.lines().add(END);
        });
    }

    /** Returns the paths that are watched. */
    List<String> watched() {
        return open.stream().map(Watch::path).sorted().toList();
    }

    /** Returns the paths that were listed so far, each once. */
    List<String> listed() {
        return listed.stream().sorted().toList();
    }

    /** Tells whether every planned conduct was met. */
    boolean isThrough() {
        return conducts.isEmpty();
    }

    /** Returns how often namespaces were listed from the beginning. */
    long lists() {
        return lists.stream().filter(query -> !CONTINUE.matcher(query).find()).count();
    }

    private void tell(String event) {
        open.stream().filter(watch -> watch.path().equals(NAMESPACES)).forEach(watch -> watch.lines()
                .add(event));
    }

    @Override
    public void close() {
        open.forEach(watch -> watch.lines().add(END));
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        try (exchange) {
            if (query.contains("limit=")) {
                listed.add(path);
            }
            if (query.contains("watch=true")) {
                watch(exchange, path, query);
            } else if (path.equals(NAMESPACES)) {
                lists.add(query);
                list(exchange, query);
            } else {
                answer(exchange, 200, shelves.empty());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void list(HttpExchange exchange, String query) throws IOException {
        Matcher more = CONTINUE.matcher(query);
        boolean first = !more.find();
        int from = first ? 0 : Integer.parseInt(more.group(2));
        long moment = first ? shelves.version() : Long.parseLong(more.group(1));
        answer(exchange, 200, shelves.page(moment, from, (int) number(query, "limit")));
        if (first) {
            Runnable once = betweenPages;
            betweenPages = () -> {};
            once.run();
        }
    }

    private void watch(HttpExchange exchange, String path, String query) throws IOException, InterruptedException {
        boolean ours = path.equals(NAMESPACES);
        Conduct conduct = ours ? planned() : Conduct.good();
        if (conduct.refusal() != 0) {
            answer(exchange, conduct.refusal(), "{\"kind\":\"Status\",\"code\":" + conduct.refusal() + "}");
            return;
        }
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(number(query, "timeoutSeconds"));
        Watch watch = new Watch(path, exchange, new LinkedBlockingQueue<>());
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        if (!shelves.since(number(query, "resourceVersion"), missed -> {
            watch.lines().addAll(ours ? missed : List.of());
            open.add(watch);
        })) {
            answer(exchange, 410, "{\"kind\":\"Status\",\"code\":410,\"reason\":\"Expired\"}");
            return;
        }
        try (OutputStream out = exchange.getResponseBody()) {
            exchange.sendResponseHeaders(200, 0);
            out.flush();
            stream(watch, conduct, out, until);
        } finally {
            open.remove(watch);
        }
    }

    private Conduct planned() {
        Conduct next = conducts.poll();
        return next == null ? Conduct.good() : next;
    }

    private static void stream(Watch watch, Conduct conduct, OutputStream out, long until)
            throws IOException, InterruptedException {
        int events = 0;
        while (events < conduct.ends()) {
            String line = conduct.silent()
                    ? watch.lines().take()
                    : watch.lines().poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (line == null || line.equals(END)) {
                return;
            }
            if (!conduct.silent()) {
                events++;
                for (String each : conduct.lines().apply(line)) {
                    write(out, each);
                }
            }
        }
        write(out, conduct.last());
    }

    private static void write(OutputStream out, String line) throws IOException {
        if (!line.isEmpty()) {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    private static long number(String query, String name) {
        return NUMBER.matcher(query)
                .results()
                .filter(found -> found.group(1).equals(name))
                .mapToLong(found -> Long.parseLong(found.group(2)))
                .findFirst()
                .orElse(0);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
