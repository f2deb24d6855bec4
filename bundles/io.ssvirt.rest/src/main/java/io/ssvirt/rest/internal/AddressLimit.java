package io.ssvirt.rest.internal;

import javax.annotation.Priority;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.HttpMethod;
import javax.ws.rs.Priorities;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.ResourceInfo;
import javax.ws.rs.core.Context;

import io.ssvirt.rest.api.Public;

/**
 * Refuses what an address sends too much of, before anything is looked up for it.
 *
 * <p>Logins have a limit of their own, because a password costs a good part of a second to check. Probes have none.
 */
@Priority(AddressLimit.BEFORE_AUTHENTICATION)
public final class AddressLimit implements ContainerRequestFilter {

    static final int BEFORE_AUTHENTICATION = Priorities.AUTHENTICATION - 100;

    private final RequestLimits all;
    private final RequestLimits logins;

    @Context
    private ResourceInfo resource;

    @Context
    private HttpServletRequest servlet;

    /** Takes both limits. */
    public AddressLimit(RequestLimits all, RequestLimits logins) {
        this.all = all;
        this.logins = logins;
    }

    /** Counts a request for something that is not public; false when it is one too many. */
    boolean admits(String address) {
        return all.count(address).isEmpty();
    }

    @Override
    public void filter(ContainerRequestContext request) {
        boolean open = resource.getResourceMethod().isAnnotationPresent(Public.class)
                || resource.getResourceClass().isAnnotationPresent(Public.class);
        boolean reads = HttpMethod.GET.equals(request.getMethod());
        if (open && reads) {
            return;
        }
        RequestLimits limits = open ? logins : all;
        limits.count(servlet.getRemoteAddr()).ifPresent(problem -> request.abortWith(problem.toResponse()));
    }
}
