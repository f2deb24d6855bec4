package io.ssvirt.rest.internal;

import javax.annotation.Priority;
import javax.ws.rs.Priorities;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerResponseContext;
import javax.ws.rs.container.ContainerResponseFilter;
import javax.ws.rs.core.HttpHeaders;

/** Makes the link in a {@code Location} header one that a client outside of a proxy can follow. */
@Priority(Priorities.HEADER_DECORATOR)
public final class ExternalLinks implements ContainerResponseFilter {

    private final String base;

    /** Takes the URL under which clients reach this server; empty leaves links without a host, which works everywhere as well. */
    public ExternalLinks(String base) {
        this.base = base.replaceAll("/+$", "");
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (!base.isEmpty() && response.getHeaders().getFirst(HttpHeaders.LOCATION) instanceof String path) {
            if (path.startsWith("/")) {
                response.getHeaders().putSingle(HttpHeaders.LOCATION, base + path);
            }
        }
    }
}
