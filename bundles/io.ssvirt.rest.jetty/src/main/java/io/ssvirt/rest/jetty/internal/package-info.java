/** The HTTP port on Jetty: certificate and errors that no application sees. */
package io.ssvirt.rest.jetty.internal;
