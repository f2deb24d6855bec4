package io.ssvirt.rest.internal;

import javax.servlet.http.HttpServletRequest;

import org.apache.cxf.jaxrs.ext.ContextProvider;
import org.apache.cxf.message.Message;
import org.apache.cxf.transport.http.AbstractHTTPDestination;
import org.slf4j.MDC;

import io.ssvirt.api.Caller;

/** Hands the caller that the authentication found to resource methods, as {@code @Context Caller}. */
public final class Callers implements ContextProvider<Caller> {

    /** Property of the request that holds the caller. */
    public static final String PROPERTY = "io.ssvirt.rest.caller";

    /** Keys of user and organization in the log context. */
    static final String USER = "user";

    static final String ORGANIZATION = "org";

    /** Has every log line of this thread say who asks. */
    static void tellTheLog(Caller caller) {
        MDC.put(USER, caller.username());
        MDC.put(ORGANIZATION, caller.orgId().toString());
    }

    @Override
    public Caller createContext(Message message) {
        HttpServletRequest request = (HttpServletRequest) message.get(AbstractHTTPDestination.HTTP_REQUEST);
        return (Caller) request.getAttribute(PROPERTY);
    }
}
