package io.ssvirt.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * The Secrets that the chart finds when it looks for what an earlier installation generated. Helm's library always asks a cluster
 * for them, also when it only renders; this answers in its place, and knows nothing else.
 */
final class KnownSecrets {

    private static final String RESOURCES =
            """
            {"kind":"APIResourceList","apiVersion":"v1","groupVersion":"v1","resources":[
              {"name":"secrets","singularName":"secret","namespaced":true,"kind":"Secret","verbs":["get"]}]}
            """;
    private static final String NOT_FOUND =
            """
            {"kind":"Status","apiVersion":"v1","status":"Failure","reason":"NotFound","code":404}
            """;

    private static final Map<String, String> SECRETS = new ConcurrentHashMap<>();
    private static boolean started;

    private KnownSecrets() {}

    /** Starts the server once, and tells Helm by the file that {@code KUBECONFIG} names where it is. */
    static synchronized void serve() {
        if (started) {
            return;
        }
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", KnownSecrets::answer);
            server.start();
            Files.writeString(
                    Path.of(System.getenv("KUBECONFIG")),
                    """
                    apiVersion: v1
                    kind: Config
                    current-context: test
                    clusters: [{name: test, cluster: {server: "http://127.0.0.1:%d"}}]
                    contexts: [{name: test, context: {cluster: test}}]
                    """
                            .formatted(server.getAddress().getPort()));
            started = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a Secret with one value, encoded as it is in the cluster. */
    static void add(String name, String key, String encoded) {
        SECRETS.put(
                "/api/v1/namespaces/" + Chart.NAMESPACE + "/secrets/" + name,
                """
                {"kind":"Secret","apiVersion":"v1","metadata":{"name":"%s"},"data":{"%s":"%s"}}
                """
                        .formatted(name, key, encoded));
    }

    static void clear() {
        SECRETS.clear();
    }

    private static void answer(HttpExchange call) throws IOException {
        String path = call.getRequestURI().getPath();
        String found = path.equals("/api/v1") ? RESOURCES : SECRETS.get(path);
        byte[] body = (found == null ? NOT_FOUND : found).getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().set("Content-Type", "application/json");
        call.sendResponseHeaders(found == null ? 404 : 200, body.length);
        call.getResponseBody().write(body);
        call.close();
    }
}
