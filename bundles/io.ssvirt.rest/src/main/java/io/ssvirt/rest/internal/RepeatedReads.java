package io.ssvirt.rest.internal;

import java.io.IOException;
import java.util.Enumeration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import javax.annotation.Priority;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.ws.rs.HttpMethod;
import javax.ws.rs.Priorities;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerResponseContext;
import javax.ws.rs.container.ContainerResponseFilter;
import javax.ws.rs.container.ResourceInfo;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;

import io.ssvirt.api.Caller;
import io.ssvirt.model.LastUsed;
import io.ssvirt.model.Outcome;
import io.ssvirt.rest.api.Problem;
import io.ssvirt.rest.api.RepeatableRead;
import io.ssvirt.rest.api.Written;

/**
 * Answers what somebody has asked before, when it may be had again without the request.
 *
 * <p>Which method it is for, its parameters, what may be answered, and by what it is written: JAX-RS finds out the same each time.
 * The rest is done as there, by the same parts: the token, limits, log, metrics, headers. Whatever is not as it was is
 * left to JAX-RS.
 */
@Priority(Priorities.USER)
final class RepeatedReads implements ContainerResponseFilter, Shortcut {

    private static final int MOST = 500;
    private static final int OK = 200;

    /** What tells the requests apart that are answered alike. */
    private record Asked(String token, String path, String query, String accept) {}

    private record Known(Caller caller, String route, Supplier<Optional<Written>> again) {}

    /** The parts of the application that every request passes. */
    record Parts(
            RequestIdentity identity,
            CrossOrigin origins,
            AddressLimit addresses,
            Authentication authentication,
            UserLimit users,
            RequestMeters meters) {}

    private final Parts parts;
    private final LongSupplier nanos;
    private final LastUsed<Asked, Known> reads = new LastUsed<>(MOST);

    @Context
    private ResourceInfo resource;

    @Context
    private HttpServletRequest servlet;

    RepeatedReads(Parts parts, LongSupplier nanos) {
        this.parts = parts;
        this.nanos = nanos;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() == OK
                && response.getEntity() instanceof RepeatableRead read
                && request.getProperty(Callers.PROPERTY) instanceof Caller caller) {
            asked(servlet).ifPresent(asked -> reads.keep(asked, new Known(caller, Route.of(resource), read.again())));
        }
    }

    @Override
    public boolean answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        long started = nanos.getAsLong();
        Optional<Asked> asked = asked(request);
        Optional<Known> known = asked.flatMap(reads::find)
                .filter(read -> isStill(read.caller(), asked.get().token()))
                .filter(read -> parts.addresses().admits(request.getRemoteAddr())
                        && parts.users().admits(read.caller()));
        if (known.isEmpty()) {
            return false;
        }
        String id = parts.identity().begin(request::getHeader);
        Callers.tellTheLog(known.get().caller());
        try {
            Optional<Written> body = again(asked.get(), known.get());
            if (body.isPresent()) {
                tell(id, known.get(), nanos.getAsLong() - started, request);
                write(id, body.get(), request, response);
            }
            return body.isPresent();
        } finally {
            RequestIdentity.end();
        }
    }

    @Override
    public void forget() {
        reads.clear();
    }

    private static Optional<Asked> asked(HttpServletRequest request) {
        if (!HttpMethod.GET.equals(request.getMethod())) {
            return Optional.empty();
        }
        Enumeration<String> accepted = request.getHeaders(HttpHeaders.ACCEPT);
        String accept = accepted.hasMoreElements() ? accepted.nextElement() : "";
        Outcome<String> token = Authentication.token(request::getHeader);
        return accepted.hasMoreElements()
                ? Optional.empty()
                : token.fold(
                        text -> Optional.of(new Asked(text, request.getRequestURI(), request.getQueryString(), accept)),
                        none -> Optional.empty());
    }

    /** Tells whether a token stands for the same user with the same rights as before. */
    private boolean isStill(Caller caller, String token) {
        return parts.authentication().callerOf(token).fold(caller::equals, refused -> false);
    }

    // The edge: whatever goes wrong is what JAX-RS has an answer for.
    @SuppressWarnings("IllegalCatch")
    private Optional<Written> again(Asked asked, Known known) {
        Optional<Written> body;
        try {
            body = known.again().get();
        } catch (RuntimeException failed) {
            body = Optional.empty();
        }
        if (body.isEmpty()) {
            reads.drop(asked);
        }
        return body;
    }

    private void write(String id, Written body, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        byte[] json = JsonWriter.bytes(body);
        response.setStatus(OK);
        response.setContentType(Problem.JSON.toString());
        response.setContentLength(json.length);
        response.setHeader(RequestIdentity.HEADER, id);
        response.setHeader(RequestIdentity.COMMON_HEADER, id);
        parts.origins().decorate(request::getHeader, response::addHeader);
        response.getOutputStream().write(json);
    }

    private void tell(String id, Known known, long took, HttpServletRequest request) {
        parts.meters().count(known.route(), HttpMethod.GET, OK, OptionalLong.of(took));
        RequestIdentity.log(new RequestIdentity.Line(
                HttpMethod.GET,
                request.getRequestURI(),
                OK,
                took,
                known.caller().username(),
                known.route(),
                id));
    }
}
