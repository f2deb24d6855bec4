package io.ssvirt.rest.internal;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.ssvirt.rest.spi.RestSurface;

/**
 * Serves every surface at the root of the HTTP port.
 *
 * <p>The parts in common are no surface like another: without them nobody would be asked who they are, and without any
 * other nothing would be there, which a client takes for deleted. Until there are both, the HTTP server says that it is
 * starting. The greedy static reference makes the component start anew when a surface comes or goes. The servlet takes all
 * paths, so that a path that nobody serves is answered in the API's own manner; a servlet with a longer pattern still wins
 * over it.
 */
@Component(
        service = {},
        configurationPid = "io.ssvirt.rest")
public final class RestServer {

    private static final Logger LOG = LoggerFactory.getLogger(RestServer.class);

    private final JaxrsFront front;
    private final ServiceRegistration<Servlet> registration;

    /** Builds the application and hands its servlet to the HTTP whiteboard. */
    @Activate
    public RestServer(
            BundleContext context,
            @Reference CommonParts common,
            @Reference(cardinality = ReferenceCardinality.AT_LEAST_ONE, policyOption = ReferencePolicyOption.GREEDY)
                    List<RestSurface> others,
            RestConfig config) {
        List<RestSurface> surfaces = new ArrayList<>(List.of(common));
        surfaces.addAll(others);
        front = new JaxrsFront(surfaces, pages(config.web__folder().trim(), surfaces));
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("osgi.http.whiteboard.servlet.name", "ssvirt-rest");
        properties.put("osgi.http.whiteboard.servlet.pattern", "/*");
        JaxrsFront.SERVLET_PARAMETERS.forEach((name, value) -> properties.put("servlet.init." + name, value));
        registration = context.registerService(Servlet.class, front.servlet(), properties);
    }

    private static Pages pages(String folder, List<RestSurface> surfaces) {
        if (folder.isEmpty()) {
            return Pages.NONE;
        }
        try {
            return new PageFolder(Path.of(folder), Routes.firstWords(surfaces));
        } catch (IOException | InvalidPathException absent) {
            LOG.error("No pages are served: the folder cannot be read web_folder={}", folder);
            return Pages.NONE;
        }
    }

    @Deactivate
    void stop() {
        registration.unregister();
        front.close();
    }
}
