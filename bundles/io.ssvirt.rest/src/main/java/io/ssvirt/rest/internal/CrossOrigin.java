package io.ssvirt.rest.internal;

import java.util.Set;

import javax.annotation.Priority;
import javax.ws.rs.HttpMethod;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.ContainerResponseContext;
import javax.ws.rs.container.ContainerResponseFilter;
import javax.ws.rs.container.PreMatching;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MultivaluedMap;
import javax.ws.rs.core.Response;

/**
 * Lets pages of configured origins call the API from a browser, and answers every {@code OPTIONS} with 204.
 *
 * <p>Tokens travel in headers, never in cookies, so credentials are not allowed and {@code *} is a safe origin.
 */
@PreMatching
@Priority(CrossOrigin.AFTER_IDENTITY)
public final class CrossOrigin implements ContainerRequestFilter, ContainerResponseFilter {

    static final int AFTER_IDENTITY = RequestIdentity.OUTERMOST + 1;

    private static final String METHODS = "GET, POST, PUT, PATCH, DELETE, OPTIONS";
    private static final String REQUEST_HEADERS =
            "Authorization, Content-Type, Accept, X-VMWARE-VCLOUD-TENANT-CONTEXT, " + RequestIdentity.HEADER + ", "
                    + RequestIdentity.COMMON_HEADER;
    private static final String RESPONSE_HEADERS = "Authorization, X-VMWARE-VCLOUD-ACCESS-TOKEN, "
            + "X-VMWARE-VCLOUD-TOKEN-TYPE, Location, X-SSVIRT-TASK, Retry-After, " + RequestIdentity.HEADER;

    private final Set<String> origins;

    /** Takes the origins that are let in; {@code *} stands for all. */
    public CrossOrigin(Set<String> origins) {
        this.origins = Set.copyOf(origins);
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (HttpMethod.OPTIONS.equals(request.getMethod())) {
            request.abortWith(Response.noContent().build());
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (origins.isEmpty()) {
            return;
        }
        MultivaluedMap<String, Object> headers = response.getHeaders();
        headers.add(HttpHeaders.VARY, "Origin");
        String origin = request.getHeaderString("Origin");
        if (origin == null || !(origins.contains(origin) || origins.contains("*"))) {
            return;
        }
        headers.putSingle("Access-Control-Allow-Origin", origin);
        headers.putSingle("Access-Control-Allow-Methods", METHODS);
        headers.putSingle("Access-Control-Allow-Headers", REQUEST_HEADERS);
        headers.putSingle("Access-Control-Expose-Headers", RESPONSE_HEADERS);
        headers.putSingle("Access-Control-Max-Age", "600");
    }
}
