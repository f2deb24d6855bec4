package io.ssvirt.rest.internal;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import javax.annotation.Priority;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.PreMatching;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;

/** Drops media types that cannot be read from {@code Accept} and {@code Content-Type}, so that they do not fail a request. */
@PreMatching
@Priority(TolerantHeaders.AFTER_CORS)
public final class TolerantHeaders implements ContainerRequestFilter {

    static final int AFTER_CORS = CrossOrigin.AFTER_IDENTITY + 1;

    /** Clients send the same few values again and again. */
    private static final int REMEMBERED = 200;

    /** Values that were looked through before, with what can be read of them. */
    private final Map<String, String> readable = new ConcurrentHashMap<>();

    @Override
    public void filter(ContainerRequestContext request) {
        keepReadable(request, HttpHeaders.ACCEPT);
        keepReadable(request, HttpHeaders.CONTENT_TYPE);
    }

    private void keepReadable(ContainerRequestContext request, String header) {
        List<String> values = request.getHeaders().get(header);
        String only = values != null && values.size() == 1 ? values.get(0) : null;
        String known = only == null ? null : readable.get(only);
        if (known != null) {
            if (!known.equals(only)) {
                request.getHeaders().put(header, List.of(known));
            }
            return;
        }
        // CXF holds the content type of a request without one as a null
        if (values == null || values.stream().allMatch(Objects::isNull)) {
            return;
        }
        List<String> kept = values.stream()
                .filter(Objects::nonNull)
                .flatMap(value -> List.of(value.split(",")).stream())
                .map(String::trim)
                .filter(TolerantHeaders::isMediaType)
                .toList();
        if (kept.isEmpty()) {
            request.getHeaders().remove(header);
            return;
        }
        String joined = String.join(", ", kept);
        if (only != null && readable.size() < REMEMBERED) {
            readable.put(only, joined);
        }
        request.getHeaders().put(header, List.of(joined));
    }

    private static boolean isMediaType(String text) {
        try {
            MediaType type = MediaType.valueOf(text);
            return isToken(type.getType()) && isToken(type.getSubtype());
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }

    private static boolean isToken(String text) {
        return text != null && text.matches("[A-Za-z0-9!#$&^_.+*-]+");
    }
}
