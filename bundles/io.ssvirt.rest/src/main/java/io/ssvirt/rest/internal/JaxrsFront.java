package io.ssvirt.rest.internal;

import java.util.List;
import java.util.Map;

import javax.servlet.Servlet;
import javax.ws.rs.ext.RuntimeDelegate;

import org.apache.cxf.Bus;
import org.apache.cxf.bus.CXFBusFactory;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.jaxrs.JAXRSServerFactoryBean;
import org.apache.cxf.jaxrs.impl.RuntimeDelegateImpl;
import org.apache.cxf.logging.FaultListener;
import org.apache.cxf.resource.ResourceManager;
import org.apache.cxf.transport.http.DestinationRegistry;
import org.apache.cxf.transport.http.DestinationRegistryImpl;
import org.apache.cxf.transport.http.HTTPTransportFactory;

import io.ssvirt.rest.spi.RestSurface;

/**
 * One JAX-RS application and the servlet that serves it.
 *
 * <p>Bus and destination registry are its own, so nothing else that runs on CXF in this process shows up here and the other
 * way round. The servlet expects every path of its context: CXF matches on the part behind the servlet's own path.
 */
public final class JaxrsFront implements AutoCloseable {

    /** Init parameters of the servlet: CXF's page about its services would shadow any path that ends in {@code /services}. */
    static final Map<String, String> SERVLET_PARAMETERS = Map.of("hide-service-list-page", "true");

    private final Bus bus;
    private final Server server;
    private final FrontServlet servlet;
    private final Shortcut shortcut;

    /** Builds the application of all surfaces, without pages. */
    public JaxrsFront(List<RestSurface> surfaces) {
        this(surfaces, Pages.NONE);
    }

    /** Builds the application of all surfaces; {@code pages} are served where no surface has a path. */
    public JaxrsFront(List<RestSurface> surfaces, Pages pages) {
        SecurityHeaders headers = new SecurityHeaders();
        // Named here because the API's own search depends on which bundles have started already, and a restart reorders
        // them.
        RuntimeDelegate.setInstance(new RuntimeDelegateImpl());
        DestinationRegistry destinations = new DestinationRegistryImpl();
        bus = new CXFBusFactory().createBus();
        bus.setExtension(new NamedResources(bus.getExtension(ResourceManager.class)), ResourceManager.class);
        bus.setProperty(FaultListener.class.getName(), new BrokenConnections());
        List<Object> providers = surfaces.stream()
                .flatMap(surface -> surface.providers().stream())
                .toList();
        // It may have been part of another application, with other resources, that was still answering when it ended.
        shortcut = shortcut(providers);
        shortcut.forget();
        servlet = new FrontServlet(destinations, headers, pages, shortcut);
        servlet.setBus(bus);

        JAXRSServerFactoryBean application = new JAXRSServerFactoryBean();
        application.setBus(bus);
        application.setDestinationFactory(new HTTPTransportFactory(destinations));
        application.setAddress("/");
        application.setServiceBeans(surfaces.stream()
                .flatMap(surface -> surface.resources().stream())
                .toList());
        application.setProviders(providers);
        server = application.create();
    }

    private static Shortcut shortcut(List<Object> providers) {
        return providers.stream()
                .filter(Shortcut.class::isInstance)
                .map(Shortcut.class::cast)
                .findFirst()
                .orElse(Shortcut.NONE);
    }

    /** Returns the servlet that serves it. */
    public Servlet servlet() {
        return servlet;
    }

    @Override
    public void close() {
        servlet.close();
        server.destroy();
        bus.shutdown(true);
        shortcut.forget();
    }
}
