package io.ssvirt.rest.internal;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.core.Response;

import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.junit.jupiter.api.Test;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Sessions;
import io.ssvirt.metrics.api.Meters;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Urn;
import io.ssvirt.rest.api.Problem;
import io.ssvirt.rest.api.RepeatableRead;
import io.ssvirt.rest.api.Written;
import io.ssvirt.rest.spi.RestSurface;

import static org.assertj.core.api.Assertions.assertThat;

/** The common parts outlive a resource that is exchanged: what it was asked before is nothing that they may go on answering with. */
class ExchangedResourceTest {

    private static final Urn USER = new Urn(EntityType.USER, new UUID(1, 1));
    private static final Caller CALLER =
            new Caller(USER, "alice", new Urn(EntityType.ORGANIZATION, new UUID(1, 2)), USER, Set.of());

    private final RestSurface common = new Surface(
            List.of(),
            CommonParts.providers(
                    UUID::randomUUID,
                    Clock.systemUTC(),
                    Meters.none(),
                    () -> Outcome.done(sessions()),
                    Optional::empty,
                    RestSettings.unlimited(Set.of(), 1_000)));

    private static Sessions sessions() {
        return (Sessions) Proxy.newProxyInstance(
                Sessions.class.getClassLoader(),
                new Class<?>[] {Sessions.class},
                (self, method, arguments) -> Outcome.done(CALLER));
    }

    private record Surface(Collection<Object> resources, Collection<Object> providers) implements RestSurface {}

    /** A body. */
    public record Said(String by) {}

    /** Says who it is, again and again. */
    @Path("/who")
    public static final class Who {

        private final Written name;

        Who(String name) {
            this.name = new Written(new Said(name));
        }

        /** Answers. */
        @GET
        public Response who() {
            return Response.ok(new RepeatableRead(name, () -> Optional.of(name)), Problem.JSON)
                    .build();
        }
    }

    private List<String> asked(String name) throws Exception {
        JaxrsFront front = new JaxrsFront(List.of(common, new Surface(List.of(new Who(name)), List.of())));
        Server jetty = new Server(0);
        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(new ServletHolder(front.servlet()), "/*");
        jetty.setHandler(context);
        jetty.start();
        try {
            return List.of(get(jetty), get(jetty));
        } finally {
            jetty.stop();
            front.close();
        }
    }

    private static String get(Server jetty) throws IOException, InterruptedException {
        URI uri =
                URI.create("http://localhost:" + ((ServerConnector) jetty.getConnectors()[0]).getLocalPort() + "/who");
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri)
                                .header("Authorization", "Bearer of-alice")
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    @Test
    void answersFromNowOn() throws Exception {
        assertThat(asked("first")).containsOnly("{\"by\":\"first\"}");

        assertThat(asked("second")).containsOnly("{\"by\":\"second\"}");
    }
}
