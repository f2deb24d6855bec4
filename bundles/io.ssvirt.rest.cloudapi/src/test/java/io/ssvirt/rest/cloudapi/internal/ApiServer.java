package io.ssvirt.rest.cloudapi.internal;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import javax.ws.rs.container.ContainerResponseFilter;

import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.StatisticsHandler;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.ssvirt.metrics.internal.MeterBook;
import io.ssvirt.model.EntityType;
import io.ssvirt.rest.cloudapi.internal.json.VersionDto;
import io.ssvirt.rest.internal.CommonParts;
import io.ssvirt.rest.internal.JaxrsFront;
import io.ssvirt.rest.internal.Liveness;
import io.ssvirt.rest.internal.Pages;
import io.ssvirt.rest.internal.RestSettings;
import io.ssvirt.rest.spi.RestSurface;

/** The whole HTTP stack in a servlet container, before use cases in memory. */
final class ApiServer {

    static final int BODY_LIMIT = 20_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    final MeterBook meters = new MeterBook();
    final Cloud cloud = new Cloud();
    private final Server jetty = new Server(0);
    private final HttpClient client = HttpClient.newHttpClient();
    private final JaxrsFront front;
    private final Collection<Object> resources;

    /** An answer, read. */
    record Answer(int status, java.net.http.HttpHeaders headers, String body) {

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException notJson) {
                throw new AssertionError("not JSON: " + body, notJson);
            }
        }

        String header(String name) {
            return headers.firstValue(name).orElse(null);
        }

        List<String> keys() {
            return List.copyOf(
                    json().properties().stream().map(member -> member.getKey()).toList());
        }
    }

    /** What the last answer was made of. */
    volatile Object lastEntity;

    /** Sends the sample request of an endpoint. */
    Answer recorded(Endpoint endpoint, Optional<String> body) {
        lastEntity = null;
        String form = "grant_type=refresh_token&refresh_token=" + CloudTokens.SECRET.reveal();
        HttpRequest.Builder request = request(
                endpoint.method(),
                endpoint.samplePath(),
                body.or(() -> Optional.of(form).filter(text -> endpoint.takesForm()))
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .orElse(null));
        String basic =
                Base64.getEncoder().encodeToString(("root:" + CloudSessions.PASSWORD).getBytes(StandardCharsets.UTF_8));
        return send(request.header("Authorization", endpoint.isPublic() ? "Basic " + basic : "Bearer " + Cloud.TOKEN));
    }

    List<Endpoint> endpoints() {
        return Endpoint.of(resources);
    }

    private record Common(List<Object> common) implements RestSurface {

        @Override
        public Collection<Object> resources() {
            return List.of(new Liveness());
        }

        @Override
        public Collection<Object> providers() {
            return common;
        }
    }

    ApiServer(String... origins) throws Exception {
        this(BODY_LIMIT, origins);
    }

    ApiServer(int bodyLimit, String... origins) throws Exception {
        this(RestSettings.unlimited(Set.of(origins), bodyLimit), Pages.NONE);
    }

    ApiServer(RestSettings settings, Pages pages) throws Exception {
        Clock clock = Clock.fixed(Sample.AT, ZoneOffset.UTC);
        CloudApi api = api(cloud, clock);
        List<Object> common = new ArrayList<>(CommonParts.providers(
                () -> Sample.urn(EntityType.TASK, 77).id(),
                clock,
                meters,
                cloud::sessions,
                () -> Optional.of(cloud.trail),
                settings));
        common.add((ContainerResponseFilter) (request, response) -> lastEntity = response.getEntity());
        resources = api.resources();
        front = new JaxrsFront(List.of(new Common(common), api), pages);
        start();
    }

    /** Serves use cases other than the samples; the token of every request is up to the caller. */
    ApiServer(UseCases useCases, Clock clock) throws Exception {
        CloudApi api = api(useCases, clock);
        List<Object> common = CommonParts.providers(
                UUID::randomUUID,
                clock,
                meters,
                useCases::sessions,
                () -> useCases.trail().fold(Optional::of, error -> Optional.empty()),
                RestSettings.unlimited(Set.of(), BODY_LIMIT));
        resources = api.resources();
        front = new JaxrsFront(List.of(new Common(common), api), Pages.NONE);
        start();
    }

    private static CloudApi api(UseCases useCases, Clock clock) {
        return new CloudApi(useCases, clock, new VersionDto("1.2.3", "then", "java17", "abc", "17"));
    }

    private void start() throws Exception {
        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(new ServletHolder(front.servlet()), "/*");
        // counts requests, so that stopping waits for those whose last byte is still on its way
        StatisticsHandler counting = new StatisticsHandler();
        counting.setHandler(context);
        jetty.setHandler(counting);
        jetty.setStopTimeout(5_000);
        jetty.start();
    }

    /** Returns every endpoint that is served. */
    List<Endpoint> everyEndpoint() {
        return Stream.of(Endpoint.every(resources), Endpoint.every(List.of(new Liveness())))
                .flatMap(List::stream)
                .toList();
    }

    Answer get(String path) {
        return send(request("GET", path, null).header("Authorization", "Bearer " + Cloud.TOKEN));
    }

    Answer delete(String path) {
        return send(request("DELETE", path, null).header("Authorization", "Bearer " + Cloud.TOKEN));
    }

    Answer post(String path, String body) {
        return send("POST", path, body);
    }

    Answer send(String method, String path, String body) {
        byte[] bytes = body == null ? null : body.getBytes(StandardCharsets.UTF_8);
        return send(request(method, path, bytes).header("Authorization", "Bearer " + Cloud.TOKEN));
    }

    Answer asTenant(String method, String path, String body) {
        byte[] bytes = body == null ? null : body.getBytes(StandardCharsets.UTF_8);
        return send(request(method, path, bytes).header("Authorization", "Bearer " + Cloud.TENANT_TOKEN));
    }

    /** Starts a request without any header that a body would bring. */
    HttpRequest.Builder request(String method, String path, byte[] body) {
        int port = ((ServerConnector) jetty.getConnectors()[0]).getLocalPort();
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
    }

    Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(
                    response.statusCode(), response.headers(), new String(response.body(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new AssertionError("no answer", broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("no answer", stopped);
        }
    }

    void close() throws Exception {
        jetty.stop();
        front.close();
    }
}
