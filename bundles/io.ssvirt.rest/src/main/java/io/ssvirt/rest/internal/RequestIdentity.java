package io.ssvirt.rest.internal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

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
        request.setProperty(KEY, begin(request::getHeaderString));
        request.setProperty(STARTED, nanos.getAsLong());
    }

    /** Returns the id of a request, which from now on every log line of this thread has, until the end. */
    String begin(UnaryOperator<String> headers) {
        String id = Optional.ofNullable(harmless(headers.apply(HEADER)))
                .or(() -> Optional.ofNullable(harmless(headers.apply(COMMON_HEADER))))
                .orElseGet(() -> ids.next().toString());
        MDC.put(KEY, id);
        return id;
    }

    private static String harmless(String sent) {
        return sent != null && HARMLESS.matcher(sent).matches() ? sent : null;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(KEY) instanceof String id) {
            response.getHeaders().putSingle(HEADER, id);
            response.getHeaders().putSingle(COMMON_HEADER, id);
        }
        long now = nanos.getAsLong();
        log(new Line(
                request.getMethod(),
                request.getUriInfo().getRequestUri().getRawPath(),
                response.getStatus(),
                now - (request.getProperty(STARTED) instanceof Long at ? at : now),
                request.getProperty(Callers.PROPERTY) instanceof Caller caller ? caller.username() : "-",
                Route.of(resource),
                String.valueOf(request.getProperty(KEY))));
        end();
    }

    /** What the access log says of a request; {@code took} is in nanoseconds. */
    record Line(String method, String path, int status, long took, String user, String route, String id) {}

    /** Writes a line into the access log. */
    static void log(Line line) {
        if (ACCESS.isInfoEnabled()) {
            ACCESS.info(
                    "{} {} status={} ms={} user={} route={} requestId={}",
                    LogText.clean(line.method()),
                    LogText.clean(line.path()),
                    line.status(),
                    TimeUnit.NANOSECONDS.toMillis(line.took()),
                    LogText.clean(line.user()),
                    line.route(),
                    line.id());
        }
    }

    /** Takes from the log what this thread worked on. */
    static void end() {
        for (String key : List.of(KEY, Callers.USER, Callers.ORGANIZATION)) {
            MDC.remove(key);
        }
    }
}
