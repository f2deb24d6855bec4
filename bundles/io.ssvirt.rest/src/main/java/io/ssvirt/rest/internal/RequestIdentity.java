package io.ssvirt.rest.internal;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.annotation.Priority;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.ContainerResponseContext;
import javax.ws.rs.container.ContainerResponseFilter;
import javax.ws.rs.container.PreMatching;
import javax.ws.rs.container.ResourceInfo;
import javax.ws.rs.core.Context;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import io.ssvirt.api.Caller;
import io.ssvirt.model.IdSource;
import io.ssvirt.model.LogText;

/**
 * Gives every request an id, which every log line of its thread carries, and writes one access log line for each.
 *
 * <p>The line has method, path, status, duration, user, route and id; never a query, a header or a body, because those may hold secrets.
 */
@PreMatching
@Priority(RequestIdentity.OUTERMOST)
public final class RequestIdentity implements ContainerRequestFilter, ContainerResponseFilter {

    /** Header by which a client of VMware Cloud Director names its request. */
    public static final String HEADER = "X-VMWARE-VCLOUD-REQUEST-ID";

    /** Header by which everybody else does. */
    public static final String COMMON_HEADER = "X-Request-Id";

    /** Key of the id in the log context. */
    public static final String KEY = "requestId";

    static final int OUTERMOST = 100;

    private static final String STARTED = "io.ssvirt.rest.started";
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
    private static final Logger ACCESS = LoggerFactory.getLogger("io.ssvirt.access");

    private final IdSource ids;
    private final LongSupplier nanos;

    @Context
    private ResourceInfo resource;

    /** Takes where ids come from and what durations are measured with. */
    public RequestIdentity(IdSource ids, LongSupplier nanos) {
        this.ids = ids;
        this.nanos = nanos;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String id = Stream.of(HEADER, COMMON_HEADER)
                .map(request::getHeaderString)
                .filter(sent -> sent != null && HARMLESS.matcher(sent).matches())
                .findFirst()
                .orElseGet(() -> ids.next().toString());
        request.setProperty(KEY, id);
        request.setProperty(STARTED, nanos.getAsLong());
        MDC.put(KEY, id);
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(KEY) instanceof String id) {
            response.getHeaders().putSingle(HEADER, id);
            response.getHeaders().putSingle(COMMON_HEADER, id);
        }
        log(request, response.getStatus());
        for (String key : List.of(KEY, Callers.USER, Callers.ORGANIZATION)) {
            MDC.remove(key);
        }
    }

    private void log(ContainerRequestContext request, int status) {
        if (!ACCESS.isInfoEnabled()) {
            return;
        }
        long started = request.getProperty(STARTED) instanceof Long at ? at : nanos.getAsLong();
        long millis = TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - started);
        String user = request.getProperty(Callers.PROPERTY) instanceof Caller caller ? caller.username() : "-";
        ACCESS.info(
                "{} {} status={} ms={} user={} route={} requestId={}",
                LogText.clean(request.getMethod()),
                LogText.clean(request.getUriInfo().getRequestUri().getRawPath()),
                status,
                millis,
                LogText.clean(user),
                Route.of(resource),
                request.getProperty(KEY));
    }
}
