package io.ssvirt.itests.walk;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import static io.ssvirt.itests.walk.Api.CLOUD;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The transport of the web interface that others wrote (contract 8.2): its headers, encodings, time limit and retries.
 *
 * <p>A body brings {@code Content-Type} and nothing else does; the tenant header goes along with every request after the login.
 */
final class Portal {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration AXIOS = Duration.ofSeconds(10);
    private static final int RETRIES = 2;

    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;
    private final JsonNode session;
    private final String authorization;

    private Portal(String base, JsonNode session, String authorization) {
        this.base = base;
        this.session = session;
        this.authorization = authorization;
    }

    /** Fills in the login form. */
    static Portal signIn(String base, String user, String password) {
        Portal nobody = new Portal(base, MissingNode.getInstance(), null);
        String basic = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer =
                nobody.exchange(nobody.to(CLOUD + "/sessions").header("Authorization", "Basic " + basic), "POST", "{}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        String token = answer.headers().firstValue("authorization").orElseThrow();
        return new Portal(base, read(answer.body()), token);
    }

    JsonNode session() {
        return session;
    }

    /** Returns the first role, by which the interface decides what it shows. */
    String role() {
        return session.at("/roles/0").asText();
    }

    Answer get(String path) {
        return send("GET", path, null);
    }

    /** Sends several at once, as a page does that has just been opened. */
    List<Answer> getAll(String... paths) {
        List<CompletableFuture<Answer>> all = Arrays.stream(paths)
                .map(path -> CompletableFuture.supplyAsync(() -> get(path)))
                .toList();
        return all.stream().map(CompletableFuture::join).toList();
    }

    Answer post(String path, Map<String, ?> body) {
        return send("POST", path, body);
    }

    Answer put(String path, Map<String, ?> body) {
        return send("PUT", path, body);
    }

    Answer patch(String path, Map<String, ?> body) {
        return send("PATCH", path, body);
    }

    Answer delete(String path) {
        return send("DELETE", path, null);
    }

    /** As {@code encodeURIComponent} does. */
    static String encoded(String text) {
        return Api.segment(text)
                .replace("%21", "!")
                .replace("%27", "'")
                .replace("%28", "(")
                .replace("%29", ")")
                .replace("%7E", "~");
    }

    private Answer send(String method, String path, Map<String, ?> body) {
        String text = body == null ? null : JSON.valueToTree(body).toString();
        HttpResponse<String> answer = null;
        for (int tried = 0; tried <= RETRIES && (answer == null || answer.statusCode() >= 500); tried++) {
            String tenant =
                    session.at("/operatingOrg/id").asText(session.at("/org/id").asText());
            answer = exchange(
                    to(path).header("Authorization", authorization).header("X-VMWARE-VCLOUD-TENANT-CONTEXT", tenant),
                    method,
                    text);
        }
        return new Answer(method + " " + path, answer.statusCode(), answer.headers(), read(answer.body()));
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(AXIOS)
                .header("Accept", "application/json, text/plain, */*");
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request, String method, String body) {
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new AssertionError("no answer", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }

    private static JsonNode read(String text) {
        try {
            return text.isEmpty() ? MissingNode.getInstance() : JSON.readTree(text);
        } catch (IOException noJson) {
            throw new AssertionError("not JSON: " + text, noJson);
        }
    }
}
