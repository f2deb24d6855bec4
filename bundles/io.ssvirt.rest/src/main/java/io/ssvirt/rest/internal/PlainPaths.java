package io.ssvirt.rest.internal;

import java.net.URI;

import javax.annotation.Priority;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.PreMatching;

/** Takes a semicolon in a path as the character that it is: there are no matrix parameters here to be cut off. */
@PreMatching
@Priority(PlainPaths.AFTER_HEADERS)
public final class PlainPaths implements ContainerRequestFilter {

    static final int AFTER_HEADERS = TolerantHeaders.AFTER_CORS + 1;

    @Override
    public void filter(ContainerRequestContext request) {
        URI uri = request.getUriInfo().getRequestUri();
        String path = uri.getRawPath();
        if (path != null && path.indexOf(';') >= 0) {
            String text = uri.toString();
            int query = text.indexOf('?');
            String before = query < 0 ? text : text.substring(0, query);
            String after = query < 0 ? "" : text.substring(query);
            request.setRequestUri(URI.create(before.replace(";", "%3B") + after));
        }
    }
}
