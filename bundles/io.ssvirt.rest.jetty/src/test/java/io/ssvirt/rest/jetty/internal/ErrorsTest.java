package io.ssvirt.rest.jetty.internal;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.HandlerList;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What the HTTP server itself answers. */
class ErrorsTest {

    @TempDir
    Path folder;

    private final Server jetty = new Server();
    private final HandlerList handlers = new HandlerList();
    private HttpPort port;

    /** Has the container answer with an error; 0 is an exception. */
    private static final class Refusing extends HttpServlet {

        private static final long serialVersionUID = 1L;

        private final int status;

        Refusing(int status) {
            this.status = status;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (status == 0) {
                throw new IOException("a secret");
            }
            response.sendError(status);
        }
    }

    @BeforeEach
    void start() throws Exception {
        port = new HttpPort(
                new Given.Tls("off", "", "", 0), new HeaderLimit(new Given.Headers(8_192)), folder, () -> false);
        ServerConnector connector = new ServerConnector(jetty);
        connector.setHost("127.0.0.1");
        jetty.addConnector(connector);
        handlers.addHandler(port);
        jetty.setHandler(handlers);
        jetty.start();
    }

    @AfterEach
    void stop() throws Exception {
        jetty.stop();
        port.end();
    }

    @Test
    void whatNobodyTakesIsNotThereYetAndNotGone() throws Exception {
        HttpResponse<String> answer = get("/cloudapi/1.0.0/vms");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        assertThat(answer.body()).contains("\"code\":503", "starting or stopping", "SERVICE_UNAVAILABLE");
    }

    @Test
    void whatGoesWrongWithinAContextIsSaidAsTheApiSaysIt() throws Exception {
        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(new ServletHolder("default", new Refusing(404)), "/");
        context.addServlet(new ServletHolder("parts", new Refusing(404)), "/parts/*");
        context.addServlet(new ServletHolder("broken", new Refusing(0)), "/broken");
        add(context);

        assertThat(get("/cloudapi/1.0.0/vms").statusCode()).isEqualTo(503);
        assertThat(get("/parts/7").statusCode()).isEqualTo(404);
        assertThat(get("/parts/7").body()).startsWith("{").contains("\"NOT_FOUND\"");
        assertThat(get("/broken").statusCode()).isEqualTo(500);
        assertThat(get("/broken").body()).startsWith("{").doesNotContain("a secret", "Refusing");
    }

    private void add(ServletContextHandler context) throws Exception {
        handlers.addHandler(context);
        context.start();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        int number = ((ServerConnector) jetty.getConnectors()[0]).getLocalPort();
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + number + path))
                                .header("Accept", "text/html")
                                .build(),
                        BodyHandlers.ofString());
    }
}
