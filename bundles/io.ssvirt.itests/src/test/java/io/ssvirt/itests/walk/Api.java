package io.ssvirt.itests.walk;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.StringJoiner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/** A client of the API over HTTP, as a portal or a script would be. */
public final class Api {

    /** Prefix of most paths. */
    public static final String CLOUD = "/cloudapi/1.0.0";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String base;
    private final String token;

    /** Talks to a server without being logged in. */
    public Api(int port) {
        this(local(port), null);
    }

    private Api(String base, String token) {
        this.base = base;
        this.token = token;
    }

    /** Returns a client of another server with the same token. */
    public Api at(int port) {
        return new Api(local(port), token);
    }

    private static String local(int port) {
        return "http://localhost:" + port;
    }

    /** Returns the URL of the server. */
    public String base() {
        return base;
    }

    /** Logs in and returns a client that is. */
    public Api login(String user, String password) {
        Answer answer = tryLogin(user, password).is(200);
        String header = answer.headers().firstValue("Authorization").orElseThrow();
        return new Api(base, header.substring("Bearer ".length()));
    }

    /** Tries to log in. */
    public Answer tryLogin(String user, String password) {
        String basic = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return send(HttpRequest.newBuilder(URI.create(base + CLOUD + "/sessions"))
                .header("Authorization", "Basic " + basic)
                .POST(BodyPublishers.ofString("{}")));
    }

    /** Reads. */
    public Answer get(String path) {
        return send(to(path).GET());
    }

    /** Posts nothing. */
    public Answer post(String path) {
        return send(to(path).POST(BodyPublishers.noBody()));
    }

    /** Posts members. */
    public Answer post(String path, Map<String, ?> body) {
        return postText(path, JSON.valueToTree(body).toString());
    }

    /** Posts any text. */
    public Answer postText(String path, String body) {
        return send(to(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    /** Posts fields as a form of a web page does. */
    public Answer form(String path, Map<String, String> fields) {
        StringJoiner body = new StringJoiner("&");
        fields.forEach((name, value) -> body.add(segment(name) + "=" + segment(value)));
        return send(to(path).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    /** Puts members. */
    public Answer put(String path, Map<String, ?> body) {
        return send(to(path).header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(JSON.valueToTree(body).toString())));
    }

    /** Patches members. */
    public Answer patch(String path, Map<String, ?> body) {
        return send(to(path).header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(JSON.valueToTree(body).toString())));
    }

    /** Deletes. */
    public Answer delete(String path) {
        return send(to(path).DELETE());
    }

    /** Sends a request with headers of its own and no others. */
    public Answer plain(String method, String path, String body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(20))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return send(request);
    }

    /** Sends a request with a body, or with none, as whoever is logged in. */
    public Answer send(String method, String path, String body) {
        return plain(method, path, body, Map.of("Authorization", "Bearer " + token));
    }

    /** Returns the token. */
    public String token() {
        return token;
    }

    /** Sends anything, over a connection of its own because an HTTP client would tidy the path up. */
    public Answer raw(String method, String path, String body, Map<String, String> headers) {
        byte[] content = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head =
                new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        head.append("Authorization: Bearer ")
                .append(token)
                .append("\r\nContent-Length: ")
                .append(content.length);
        headers.forEach(
                (name, value) -> head.append("\r\n").append(name).append(": ").append(value));
        try (Socket socket = new Socket("localhost", URI.create(base).getPort())) {
            socket.getOutputStream().write(head.append("\r\n\r\n").toString().getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(content);
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
            String text = answer.substring(answer.indexOf("\r\n\r\n") + 4);
            return new Answer(
                    method + " " + path,
                    status,
                    HttpHeaders.of(Map.of(), (name, value) -> true),
                    json(unchunked(text)));
        } catch (IOException failed) {
            throw new AssertionError(method + " " + path + " got no answer", failed);
        }
    }

    /** Small answers come in one chunk at most, between its length and the end. */
    private static String unchunked(String text) {
        return text.startsWith("{") || text.isEmpty()
                ? text
                : text.replaceAll("(?s)(^|\r\n)[0-9a-fA-F]+\r\n", "").trim();
    }

    /** Encodes a path segment as browsers do. */
    public static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder to(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(20));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        String what = request.method() + " " + request.uri().getPath();
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            return new Answer(what, response.statusCode(), response.headers(), json(response.body()));
        } catch (IOException failed) {
            throw new AssertionError(what + " got no answer", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(what + " was interrupted", interrupted);
        }
    }

    private static JsonNode json(String text) throws IOException {
        return text.isEmpty() ? MissingNode.getInstance() : JSON.readTree(text);
    }
}
