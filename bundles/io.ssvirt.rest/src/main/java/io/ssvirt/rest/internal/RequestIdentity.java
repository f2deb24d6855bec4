package io.ssvirt.rest.internal;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

import javax.annotation.Priority;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.ContainerResponseContext;
import javax.ws.rs.container.ContainerResponseFilter;
import javax.ws.rs.container.PreMatching;
import javax.ws.rs.core.HttpHeaders;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import io.ssvirt.api.Caller;
import io.ssvirt.model.IdSource;

/**
 * Gives every request an id, which every log line of its thread carries, and writes one access log line for each.
 *
 * <p>The line has method, path, status, duration and user; never a query, a header or a body, because those may hold secrets.
 */
@PreMatching
@Priority(RequestIdentity.OUTERMOST)
public final class RequestIdentity implements ContainerRequestFilter, ContainerResponseFilter {

    /** Header by which a client names its request. */
    public static final String HEADER = "X-VMWARE-VCLOUD-REQUEST-ID";

    /** Key of the id in the log context. */
    public static final String KEY = "requestId";

    static final int OUTERMOST = 100;

    private static final String STARTED = "io.ssvirt.rest.started";
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
    private static final Logger ACCESS = LoggerFactory.getLogger("io.ssvirt.access");

    private final IdSource ids;
    private final LongSupplier nanos;

    /** Takes where ids come from and what durations are measured with. */
    public RequestIdentity(IdSource ids, LongSupplier nanos) {
        this.ids = ids;
        this.nanos = nanos;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String sent = request.getHeaderString(HEADER);
        String id = sent != null && HARMLESS.matcher(sent).matches()
                ? sent
                : ids.next().toString();
        request.setProperty(KEY, id);
        request.setProperty(STARTED, nanos.getAsLong());
        MDC.put(KEY, id);
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(KEY) instanceof String id) {
            response.getHeaders().putSingle(HEADER, id);
        }
        response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        response.getHeaders().putSingle("X-Content-Type-Options", "nosniff");
        log(request, response.getStatus());
        MDC.remove(KEY);
    }

    private void log(ContainerRequestContext request, int status) {
        String method = request.getMethod();
        boolean read = "GET".equals(method) || "OPTIONS".equals(method) || "HEAD".equals(method);
        if (read ? !ACCESS.isDebugEnabled() : !ACCESS.isInfoEnabled()) {
            return;
        }
        long started = request.getProperty(STARTED) instanceof Long at ? at : nanos.getAsLong();
        long millis = TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - started);
        String user = request.getProperty(Callers.PROPERTY) instanceof Caller caller ? caller.username() : "-";
        String path = oneLine(request.getUriInfo().getRequestUri().getRawPath());
        if (read) {
            ACCESS.debug("{} {} status={} ms={} user={}", oneLine(method), path, status, millis, oneLine(user));
        } else {
            ACCESS.info("{} {} status={} ms={} user={}", oneLine(method), path, status, millis, oneLine(user));
        }
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", "_");
    }
}
