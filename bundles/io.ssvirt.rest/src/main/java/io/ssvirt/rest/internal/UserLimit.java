package io.ssvirt.rest.internal;

import javax.annotation.Priority;
import javax.ws.rs.Priorities;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;

import io.ssvirt.api.Caller;

/** Refuses what a user sends too much of, from however many addresses. */
@Priority(UserLimit.AFTER_AUTHENTICATION)
public final class UserLimit implements ContainerRequestFilter {

    static final int AFTER_AUTHENTICATION = Priorities.AUTHENTICATION + 1;

    private final RequestLimits limits;

    /** Takes the limit. */
    public UserLimit(RequestLimits limits) {
        this.limits = limits;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getProperty(Callers.PROPERTY) instanceof Caller caller) {
            limits.count(caller.userId().toString()).ifPresent(problem -> request.abortWith(problem.toResponse()));
        }
    }
}
