package io.ssvirt.rest.internal;

import java.util.Hashtable;
import java.util.List;

import javax.servlet.Servlet;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

import io.ssvirt.rest.spi.RestSurface;

/**
 * Serves every surface at the root of the HTTP port.
 *
 * <p>The greedy static reference makes the component start anew when a surface comes or goes. The servlet takes all paths, so
 * that a path that nobody serves is answered in the API's own manner; a servlet with a longer pattern still wins over it.
 */
@Component(service = {})
public final class RestServer {

    private final JaxrsFront front;
    private final ServiceRegistration<Servlet> registration;

    /** Builds the application and hands its servlet to the HTTP whiteboard. */
    @Activate
    public RestServer(
            BundleContext context,
            @Reference(cardinality = ReferenceCardinality.AT_LEAST_ONE, policyOption = ReferencePolicyOption.GREEDY)
                    List<RestSurface> surfaces) {
        front = new JaxrsFront(surfaces);
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("osgi.http.whiteboard.servlet.name", "ssvirt-rest");
        properties.put("osgi.http.whiteboard.servlet.pattern", "/*");
        JaxrsFront.SERVLET_PARAMETERS.forEach((name, value) -> properties.put("servlet.init." + name, value));
        registration = context.registerService(Servlet.class, front.servlet(), properties);
    }

    @Deactivate
    void stop() {
        registration.unregister();
        front.close();
    }
}
