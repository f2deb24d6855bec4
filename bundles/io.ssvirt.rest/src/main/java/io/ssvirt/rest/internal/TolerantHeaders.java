package io.ssvirt.rest.internal;

import java.util.List;
import java.util.Objects;

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

    @Override
    public void filter(ContainerRequestContext request) {
        keepReadable(request, HttpHeaders.ACCEPT);
        keepReadable(request, HttpHeaders.CONTENT_TYPE);
    }

    private static void keepReadable(ContainerRequestContext request, String header) {
        List<String> values = request.getHeaders().get(header);
        // CXF holds the content type of a request without one as a null
        if (values == null || values.stream().allMatch(Objects::isNull)) {
            return;
        }
        List<String> readable = values.stream()
                .filter(Objects::nonNull)
                .flatMap(value -> List.of(value.split(",")).stream())
                .map(String::trim)
                .filter(TolerantHeaders::isMediaType)
                .toList();
        if (readable.isEmpty()) {
            request.getHeaders().remove(header);
        } else {
            request.getHeaders().put(header, List.of(String.join(", ", readable)));
        }
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
