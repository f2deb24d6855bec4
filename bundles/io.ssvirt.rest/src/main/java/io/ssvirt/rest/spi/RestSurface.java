package io.ssvirt.rest.spi;

import java.util.Collection;

/**
 * What one front end serves, as a service.
 *
 * <p>All surfaces together make one JAX-RS application at the root of the port, so a resource names its full path ({@code
 * /cloudapi/1.0.0/vdcs}). The application is built anew when a surface comes or goes and at no other time: a surface must
 * stay registered while the use cases behind it move.
 */
public interface RestSurface {

    /** Returns the resources, each a single object that serves all requests. */
    Collection<Object> resources();

    /** Returns filters, readers, writers and exception mappers; they apply to the resources of every surface. */
    Collection<Object> providers();
}
