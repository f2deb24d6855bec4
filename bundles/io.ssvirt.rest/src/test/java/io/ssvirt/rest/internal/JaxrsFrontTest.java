package io.ssvirt.rest.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;

import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.ssvirt.rest.spi.RestSurface;

import static org.assertj.core.api.Assertions.assertThat;

class JaxrsFrontTest {

    private final Server jetty = new Server(0);
    private JaxrsFront front;

    @BeforeEach
    void startAServletContainer() throws Exception {
        front = new JaxrsFront(List.of(new OneResource(new Things()), new OneResource(new Alive())));
        ServletContextHandler context = new ServletContextHandler();
        ServletHolder holder = new ServletHolder(front.servlet());
        holder.setInitParameters(JaxrsFront.SERVLET_PARAMETERS);
        context.addServlet(holder, "/*");
        jetty.setHandler(context);
        jetty.start();
    }

    @AfterEach
    void stopTheServletContainer() throws Exception {
        jetty.stop();
        front.close();
    }

    @Test
    void servesTheSurfacesTogetherAtTheRoot() throws IOException {
        assertThat(get("/healthz")).startsWith("HTTP/1.1 200").endsWith("alive");
        assertThat(get("/things/1.0.0/items/a")).startsWith("HTTP/1.1 200").endsWith("item a");
    }

    @Test
    void takesATrailingSlashWithoutARedirect() throws IOException {
        assertThat(get("/healthz/")).startsWith("HTTP/1.1 200").endsWith("alive");
        assertThat(get("/things/1.0.0/items/a/")).startsWith("HTTP/1.1 200").endsWith("item a");
    }

    @Test
    void readsAnUrnRawOrEncoded() throws IOException {
        assertThat(get("/things/1.0.0/items/urn:vcloud:vdc:7")).endsWith("item urn:vcloud:vdc:7");
        assertThat(get("/things/1.0.0/items/urn%3Avcloud%3Avdc%3a7")).endsWith("item urn:vcloud:vdc:7");
    }

    @Test
    void keepsAnEncodedSlashInsideItsSegment() throws IOException {
        assertThat(get("/things/1.0.0/items/a%2Fb")).startsWith("HTTP/1.1 200").endsWith("item a/b");
        assertThat(get("/things/1.0.0/items/a%2Fb/parts"))
                .startsWith("HTTP/1.1 200")
                .endsWith("parts of a/b");
    }

    @Test
    void whoAsksWhileTheApplicationIsTakenAwayIsToldToAskAgain() throws Exception {
        Set<String> answers = ConcurrentHashMap.newKeySet();
        ExecutorService clients = Executors.newFixedThreadPool(4);
        CountDownLatch asked = new CountDownLatch(200);
        AtomicBoolean over = new AtomicBoolean();
        List<Future<?>> asking = new ArrayList<>();
        for (int client = 0; client < 4; client++) {
            asking.add(clients.submit(() -> {
                while (!over.get()) {
                    answers.add(get("/healthz").substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
                    asked.countDown();
                }
                return true;
            }));
        }
        assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();

        front.close();

        String after = get("/things/1.0.0/items/a");
        over.set(true);
        clients.shutdown();
        for (Future<?> client : asking) {
            client.get();
        }
        assertThat(answers).isSubsetOf("200", "503");
        assertThat(after).startsWith("HTTP/1.1 503").contains("Retry-After: 1", "\"SERVICE_UNAVAILABLE\"");
    }

    @Test
    void servesOnAfterTheServletContextWasRestarted() throws Exception {
        jetty.stop();
        jetty.start();

        assertThat(get("/healthz")).startsWith("HTTP/1.1 200").endsWith("alive");
    }

    @Test
    void refusesAPathThatIsNoUri() throws IOException {
        assertThat(get("/things/1.0.0/items/a|b"))
                .startsWith("HTTP/1.1 400")
                .contains("Content-Type: application/json")
                .contains("\"code\":400,\"error\":\"Bad Request\"");
    }

    @Test
    void doesNotFindWhatNobodyServes() throws IOException {
        assertThat(get("/")).startsWith("HTTP/1.1 404");
        assertThat(get("/services")).startsWith("HTTP/1.1 404");
        assertThat(get("/things/1.0.0/nothing")).startsWith("HTTP/1.1 404");
    }

    /** Sends the path as it is; an HTTP client would tidy it up. */
    private String get(String path) throws IOException {
        int port = ((ServerConnector) jetty.getConnectors()[0]).getLocalPort();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            out.write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    private record OneResource(Object resource) implements RestSurface {

        @Override
        public Collection<Object> resources() {
            return List.of(resource);
        }

        @Override
        public Collection<Object> providers() {
            return List.of();
        }
    }

    /** Has path parameters. */
    @Path("/things/1.0.0")
    @Produces("text/plain")
    public static final class Things {

        /** Echoes. */
        @GET
        @Path("items/{id}")
        public String item(@PathParam("id") String id) {
            return "item " + id;
        }

        /** Echoes from the middle of the path. */
        @GET
        @Path("items/{id}/parts")
        public String parts(@PathParam("id") String id) {
            return "parts of " + id;
        }
    }

    /** Has none. */
    @Path("/healthz")
    @Produces("text/plain")
    public static final class Alive {

        /** Says so. */
        @GET
        public String alive() {
            return "alive";
        }
    }
}
