package io.ssvirt.rest.jetty.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.component.Container;

/**
 * Answers what Jetty itself refuses, such as a path or headers that cannot be read, in the manner of the API; a page that a bundle has
 * registered for its own context still comes first.
 *
 * <p>The API takes every path, so a request that no servlet takes comes before it is there, or while it is exchanged. To a client that
 * keeps books, 404 would say that what it asks for is gone.
 */
final class JsonErrors extends ErrorPageErrorHandler {

    /** Gives every servlet context of a server such errors, before it is started. */
    static final class InContexts implements Container.InheritedListener {

        @Override
        public void beanAdded(Container parent, Object child) {
            if (child instanceof ServletContextHandler context && !(context.getErrorHandler() instanceof JsonErrors)) {
                context.setErrorHandler(new JsonErrors());
            }
        }

        @Override
        public void beanRemoved(Container parent, Object child) {}
    }

    private static final String JSON = "application/json;charset=utf-8";

    /** The container's servlet that takes what no other takes. */
    private static final String NOBODY = "default";

    @Override
    public ByteBuffer badMessageError(int status, String reason, HttpFields fields) {
        fields.put(HttpHeader.CONTENT_TYPE, JSON);
        fields.put(HttpHeader.CACHE_CONTROL, "no-store");
        fields.put("X-Content-Type-Options", "nosniff");
        return BufferUtil.toBuffer(body(status), StandardCharsets.UTF_8);
    }

    @Override
    protected void generateAcceptableResponse(
            Request base,
            HttpServletRequest request,
            HttpServletResponse response,
            int code,
            String message,
            String mimeType)
            throws IOException {
        base.setHandled(true);
        boolean untaken = base.getServletName() == null || base.getServletName().equals(NOBODY);
        int status = code == HttpStatus.NOT_FOUND_404 && untaken ? HttpStatus.SERVICE_UNAVAILABLE_503 : code;
        if (status != code) {
            response.setStatus(status);
            response.setIntHeader("Retry-After", HttpPort.ASK_AGAIN_SECONDS);
        }
        response.setContentType(JSON);
        response.getOutputStream().write(body(status).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    /** Nothing that the client sent or that the server knows goes into it. */
    private static String body(int status) {
        String phrase = HttpStatus.getMessage(status);
        return "{\"code\":" + status + ",\"error\":\"" + phrase + "\",\"message\":\"" + message(status)
                + "\",\"minorErrorCode\":\"" + phrase.toUpperCase(Locale.ROOT).replace(' ', '_') + "\"}";
    }

    private static String message(int status) {
        return switch (status) {
            case HttpStatus.BAD_REQUEST_400 -> "The request cannot be read";
            case HttpStatus.NOT_FOUND_404 -> "This path, or this method on it, does not exist";
            case HttpStatus.URI_TOO_LONG_414 -> "The path is longer than the server accepts";
            case HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 -> "The headers are larger than the server accepts";
            case HttpStatus.SERVICE_UNAVAILABLE_503 -> "The server is starting or stopping; try again later";
            default -> "The request was not answered as it should be";
        };
    }
}
