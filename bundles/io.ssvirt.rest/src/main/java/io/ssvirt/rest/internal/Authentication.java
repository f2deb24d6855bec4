package io.ssvirt.rest.internal;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import javax.annotation.Priority;
import javax.ws.rs.Priorities;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.ResourceInfo;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Sessions;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.Outcome;
import io.ssvirt.rest.api.Problem;
import io.ssvirt.rest.api.Public;

/**
 * Lets a request pass when its token is good or its resource is public.
 *
 * <p>It answers 401 for a token that is missing or worthless and for nothing else: a client that reads 401 forgets its session.
 */
@Priority(Priorities.AUTHENTICATION)
public final class Authentication implements ContainerRequestFilter {

    private static final String BEARER = "bearer ";

    /** Where VMware Cloud Director's clients put the token as well, and some of them only. */
    private static final String ACCESS_TOKEN = "X-VMWARE-VCLOUD-ACCESS-TOKEN";

    private final Supplier<Outcome<Sessions>> sessions;

    @Context
    private ResourceInfo resource;

    /** Takes where the sessions service is found; refused while it is away. */
    public Authentication(Supplier<Outcome<Sessions>> sessions) {
        this.sessions = sessions;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        boolean open = isPublic();
        if (open && request.getHeaderString(HttpHeaders.AUTHORIZATION) == null) {
            return;
        }
        Outcome<Caller> caller = token(request::getHeaderString).then(this::callerOf);
        if (open) {
            // What is public tells a known caller more than others, and nobody less.
            caller.map(who -> {
                request.setProperty(Callers.PROPERTY, who);
                return who;
            });
            return;
        }
        caller.fold(
                who -> {
                    request.setProperty(Callers.PROPERTY, who);
                    Callers.tellTheLog(who);
                    return Optional.empty();
                },
                error -> {
                    request.abortWith(Problem.of(error).saidInError().toResponse());
                    return Optional.empty();
                });
    }

    private boolean isPublic() {
        return resource.getResourceMethod().isAnnotationPresent(Public.class)
                || resource.getResourceClass().isAnnotationPresent(Public.class);
    }

    /** Returns who is behind a token right now. */
    Outcome<Caller> callerOf(String token) {
        return sessions.get().then(service -> service.authenticate(token));
    }

    /** Returns the token that a request comes with. */
    static Outcome<String> token(UnaryOperator<String> headers) {
        String header = headers.apply(HttpHeaders.AUTHORIZATION);
        String other = headers.apply(ACCESS_TOKEN);
        return (header == null || header.isBlank()) && other != null && !other.isBlank()
                ? Outcome.done(other.trim())
                : bearer(header);
    }

    private static Outcome<String> bearer(String header) {
        if (header == null || header.isBlank()) {
            return Outcome.refused(DomainError.unauthenticated("Authorization header required"));
        }
        if (!header.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            return Outcome.refused(DomainError.unauthenticated("Bearer token required"));
        }
        String token = header.substring(BEARER.length()).trim();
        return token.isEmpty()
                ? Outcome.refused(DomainError.unauthenticated("Token verification failed"))
                : Outcome.done(token);
    }
}
