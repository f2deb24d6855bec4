package io.ssvirt.rest.internal;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.annotation.Priority;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Priorities;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerResponseContext;
import javax.ws.rs.container.ContainerResponseFilter;
import javax.ws.rs.container.ResourceInfo;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.ssvirt.api.AuditTrail;
import io.ssvirt.api.Caller;
import io.ssvirt.model.AuditEvent;
import io.ssvirt.model.AuditEvent.Actor;
import io.ssvirt.model.AuditEvent.Target;
import io.ssvirt.model.IdSource;
import io.ssvirt.rest.api.Public;

/**
 * Keeps an audit event of every request that changes something or tries to, of every login, and of everything that is refused.
 *
 * <p>A request without a good token is only logged: nobody stands behind it, and anybody could fill the trail with it. No header
 * but the user name of a login, no query and no body gets into an event.
 */
@Priority(Auditing.BEFORE_BODIES_ARE_MADE)
public final class Auditing implements ContainerResponseFilter {

    /** Response filters run from high to low, and the one that turns errors into JSON comes later. */
    static final int BEFORE_BODIES_ARE_MADE = Priorities.ENTITY_CODER + 1;

    private static final int UNAUTHENTICATED = 401;
    private static final int FORBIDDEN = 403;
    private static final int LONGEST = 255;
    private static final String ACTION = "action";

    private static final Logger AUDIT = LoggerFactory.getLogger(AuditEvent.LOG);

    private final Supplier<Optional<AuditTrail>> trail;
    private final IdSource ids;
    private final Clock clock;

    @Context
    private ResourceInfo resource;

    @Context
    private HttpServletRequest servlet;

    /** Takes where the trail is found; while it is away the log alone has the events. */
    public Auditing(Supplier<Optional<AuditTrail>> trail, IdSource ids, Clock clock) {
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (resource.getResourceMethod() == null) {
            return;
        }
        int status = response.getStatus();
        boolean changes = !List.of("GET", "HEAD", "OPTIONS").contains(request.getMethod());
        if (!changes && status != FORBIDDEN && status != UNAUTHENTICATED) {
            return;
        }
        AuditEvent event = event(request, response);
        AUDIT.info("{}", event.line());
        boolean somebody = request.getProperty(Callers.PROPERTY) instanceof Caller || isLogin();
        if (somebody) {
            trail.get().ifPresent(service -> service.keep(event));
        }
    }

    private AuditEvent event(ContainerRequestContext request, ContainerResponseContext response) {
        Answered answered = Answered.by(response.getEntity());
        return new AuditEvent(
                ids.next(),
                clock.instant(),
                String.valueOf(request.getProperty(RequestIdentity.KEY)),
                actor(request, answered),
                Route.action(
                        request.getMethod(),
                        Route.of(resource),
                        Optional.ofNullable(
                                request.getUriInfo().getPathParameters().getFirst(ACTION))),
                target(request, answered),
                response.getStatus(),
                answered.code(),
                Optional.ofNullable(servlet.getRemoteAddr()).orElse(""));
    }

    private boolean isLogin() {
        return resource.getResourceMethod().isAnnotationPresent(Public.class);
    }

    private Actor actor(ContainerRequestContext request, Answered answered) {
        if (request.getProperty(Callers.PROPERTY) instanceof Caller caller) {
            return new Actor(Optional.of(caller.userId()), caller.username(), Optional.of(caller.orgId()));
        }
        String typed = isLogin() ? nameOf(request.getHeaderString(HttpHeaders.AUTHORIZATION)) : "";
        return new Actor(answered.userId(), answered.userName().orElse(typed), answered.orgId());
    }

    /** Returns what stands before the colon of a Basic header. */
    private static String nameOf(String header) {
        if (header == null || !header.regionMatches(true, 0, "Basic ", 0, "Basic ".length())) {
            return "";
        }
        try {
            byte[] pair = Base64.getDecoder()
                    .decode(header.substring("Basic ".length()).trim());
            String text = new String(pair, StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            return colon < 0 ? "" : text.substring(0, Math.min(colon, LONGEST));
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    /** The thing of the last id in the path; of a create, the thing that was made. */
    private static Target target(ContainerRequestContext request, Answered answered) {
        List<String> path = request.getUriInfo().getPathParameters().entrySet().stream()
                .filter(parameter -> !ACTION.equals(parameter.getKey()))
                .flatMap(parameter -> parameter.getValue().stream())
                .toList();
        String id = answered.id()
                .or(() -> Stream.iterate(path.size() - 1, at -> at >= 0, at -> at - 1)
                        .map(path::get)
                        .findFirst())
                .orElse("");
        return new Target(id, answered.name().orElse(""));
    }
}
