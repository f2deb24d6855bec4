package io.ssvirt.rest.internal;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;

import javax.servlet.ServletException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.ws.rs.core.HttpHeaders;

import org.apache.cxf.transport.http.DestinationRegistry;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;

import io.ssvirt.rest.api.Problem;

/**
 * The servlet that everything comes through. It outlives its servlet context.
 *
 * <p>The container ends and starts a context, and every servlet in it, whenever any bundle adds something to it. What CXF's
 * servlet does at its end would take the application along.
 */
final class FrontServlet extends CXFNonSpringServlet {

    private static final long serialVersionUID = 1L;

    private final transient SecurityHeaders headers;
    private final transient Pages pages;
    private final transient Shortcut shortcut;
    private transient volatile boolean closed;

    FrontServlet(DestinationRegistry destinations, SecurityHeaders headers, Pages pages, Shortcut shortcut) {
        super(destinations, false);
        this.headers = headers;
        this.pages = pages;
        this.shortcut = shortcut;
    }

    @Override
    protected void invoke(HttpServletRequest request, HttpServletResponse response) throws ServletException {
        headers.put(request, response);
        try {
            if (!closed && shortcut.answer(request, response)) {
                return;
            }
            URI uri = new URI(request.getRequestURI());
            if (pages.answer(uri, request, response)) {
                return;
            }
        } catch (URISyntaxException unreadable) {
            // CXF would fail on it before any exception mapper is asked.
            refuse(response);
            return;
        } catch (IOException gone) {
            throw new ServletException(gone);
        }
        if (closed) {
            comesBack(response);
        } else {
            serve(request, response);
        }
    }

    /** A request that the application is taken away from is not answered by what is left of it, with 404 or a stack trace. */
    // The edge: whatever is thrown because the application ends means the same.
    @SuppressWarnings("IllegalCatch")
    private void serve(HttpServletRequest request, HttpServletResponse response) throws ServletException {
        boolean torn = false;
        try {
            super.invoke(request, response);
        } catch (RuntimeException | ServletException broken) {
            if (!closed) {
                throw broken;
            }
            torn = true;
        }
        boolean unserved = torn || closed && response.getStatus() == HttpServletResponse.SC_NOT_FOUND;
        if (unserved && !response.isCommitted()) {
            response.reset();
            headers.put(request, response);
            comesBack(response);
        }
    }

    /** From now on there is nothing behind it. */
    void close() {
        closed = true;
    }

    private static void comesBack(HttpServletResponse response) throws ServletException {
        response.setIntHeader(HttpHeaders.RETRY_AFTER, 1);
        send(
                Problem.of(
                        HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                        "SERVICE_UNAVAILABLE",
                        "A part of the server is being exchanged; try again later"),
                response);
    }

    private static void refuse(HttpServletResponse response) throws ServletException {
        send(Problem.of(HttpServletResponse.SC_BAD_REQUEST, "INVALID", "The path cannot be read"), response);
    }

    private static void send(Problem problem, HttpServletResponse response) throws ServletException {
        response.setStatus(problem.status());
        response.setContentType(Problem.JSON.toString());
        try {
            response.getOutputStream().write(JsonWriter.bytes(ProblemBody.of(problem, false)));
        } catch (IOException gone) {
            throw new ServletException(gone);
        }
    }

    @Override
    public void destroy() {
        // The application ends in close().
    }
}
