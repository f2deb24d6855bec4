package io.ssvirt.rest.internal;

import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;

import javax.annotation.Priority;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.ContainerResponseContext;
import javax.ws.rs.container.ContainerResponseFilter;
import javax.ws.rs.container.PreMatching;
import javax.ws.rs.container.ResourceInfo;
import javax.ws.rs.core.Context;

import io.ssvirt.api.Caller;
import io.ssvirt.metrics.api.Meters;

/** Counts requests by route, never by path: the path of a request has as many values as there are things. */
@PreMatching
@Priority(RequestIdentity.OUTERMOST)
public final class RequestMeters implements ContainerRequestFilter, ContainerResponseFilter {

    private static final String STARTED = "io.ssvirt.rest.metered";
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH");

    private final LongSupplier nanos;
    private final Meters.Counter requests;
    private final Meters.Timer durations;
    private final Meters.Counter limited;

    @Context
    private ResourceInfo resource;

    /** Declares what is counted. */
    public RequestMeters(Meters meters, LongSupplier nanos) {
        this.nanos = nanos;
        this.requests = meters.counter(
                "ssvirt_http_requests_total", "Requests that were answered.", "surface", "route", "method", "code");
        this.durations = meters.timer(
                "ssvirt_http_request_duration_seconds",
                "Time from a request to its answer.",
                "surface",
                "route",
                "method");
        this.limited = meters.counter(
                "ssvirt_ratelimited_total", "Requests that were refused because there were too many.", "scope");
    }

    @Override
    public void filter(ContainerRequestContext request) {
        request.setProperty(STARTED, nanos.getAsLong());
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        String method = METHODS.contains(request.getMethod()) ? request.getMethod() : "other";
        count(
                Route.of(resource),
                method,
                response.getStatus(),
                request.getProperty(STARTED) instanceof Long started
                        ? OptionalLong.of(nanos.getAsLong() - started)
                        : OptionalLong.empty());
        if (response.getStatus() == TOO_MANY_REQUESTS) {
            limited.count(request.getProperty(Callers.PROPERTY) instanceof Caller ? "user" : "address");
        }
    }

    /** Counts a request that was answered after so many nanoseconds. */
    void count(String route, String method, int status, OptionalLong took) {
        String surface = surface(route);
        requests.count(surface, route, method, Integer.toString(status));
        took.ifPresent(duration -> durations.took(duration, surface, route, method));
    }

    private static String surface(String route) {
        if (route.startsWith("/cloudapi")) {
            return "cloudapi";
        }
        if (route.startsWith("/api/admin")) {
            return "admin";
        }
        return route.startsWith("/api") ? "api" : "other";
    }
}
