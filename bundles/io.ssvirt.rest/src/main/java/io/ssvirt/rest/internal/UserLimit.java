package io.ssvirt.rest.internal;

import java.util.Optional;

import javax.annotation.Priority;
import javax.ws.rs.Priorities;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;

import io.ssvirt.api.Caller;
import io.ssvirt.rest.api.Problem;

/** Refuses what a user sends too much of, from however many addresses. */
@Priority(UserLimit.AFTER_AUTHENTICATION)
public final class UserLimit implements ContainerRequestFilter {

    static final int AFTER_AUTHENTICATION = Priorities.AUTHENTICATION + 1;

    private final RequestLimits limits;

    /** Takes the limit. */
    public UserLimit(RequestLimits limits) {
        this.limits = limits;
    }

    /** Counts a request; false when it is one too many. */
    boolean admits(Caller caller) {
        return count(caller).isEmpty();
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getProperty(Callers.PROPERTY) instanceof Caller caller) {
            count(caller).ifPresent(problem -> request.abortWith(problem.toResponse()));
        }
    }

    private Optional<Problem> count(Caller caller) {
        return limits.count(caller.userId().toString());
    }
}
