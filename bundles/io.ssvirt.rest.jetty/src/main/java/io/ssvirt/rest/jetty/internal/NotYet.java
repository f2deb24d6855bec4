package io.ssvirt.rest.jetty.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import org.osgi.service.component.annotations.Component;

/**
 * Answers what no other servlet takes, with 503.
 *
 * <p>The API takes every path, so only requests that come before it is there, or while it is exchanged, come here. The container would
 * say 404, and a client that keeps books would strike out what it asked for.
 */
@Component(
        service = Servlet.class,
        property = {"osgi.http.whiteboard.servlet.name=ssvirt-not-yet", "osgi.http.whiteboard.servlet.pattern=/"})
public final class NotYet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setIntHeader("Retry-After", HttpPort.ASK_AGAIN_SECONDS);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentType(JsonErrors.JSON);
        response.getOutputStream()
                .write(JsonErrors.body(HttpServletResponse.SC_SERVICE_UNAVAILABLE)
                        .getBytes(StandardCharsets.UTF_8));
    }
}
