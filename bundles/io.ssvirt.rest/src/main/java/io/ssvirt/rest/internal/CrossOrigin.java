package io.ssvirt.rest.internal;

import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

import javax.annotation.Priority;
import javax.ws.rs.HttpMethod;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.ContainerResponseContext;
import javax.ws.rs.container.ContainerResponseFilter;
import javax.ws.rs.container.PreMatching;
import javax.ws.rs.core.HttpHeaders;
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
        decorate(request::getHeaderString, response.getHeaders()::add);
    }

    /** Adds the headers that an answer has for pages of other origins. */
    void decorate(UnaryOperator<String> request, BiConsumer<String, String> response) {
        if (origins.isEmpty()) {
            return;
        }
        response.accept(HttpHeaders.VARY, "Origin");
        String origin = request.apply("Origin");
        if (origin == null || !(origins.contains(origin) || origins.contains("*"))) {
            return;
        }
        response.accept("Access-Control-Allow-Origin", origin);
        response.accept("Access-Control-Allow-Methods", METHODS);
        response.accept("Access-Control-Allow-Headers", REQUEST_HEADERS);
        response.accept("Access-Control-Expose-Headers", RESPONSE_HEADERS);
        response.accept("Access-Control-Max-Age", "600");
    }
}
