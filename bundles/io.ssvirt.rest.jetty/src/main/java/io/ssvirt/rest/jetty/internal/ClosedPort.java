package io.ssvirt.rest.jetty.internal;

import org.eclipse.jetty.util.component.LifeCycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in one line why nobody can connect; the server itself only throws. */
final class ClosedPort implements LifeCycle.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(ClosedPort.class);

    @Override
    public void lifeCycleFailure(LifeCycle server, Throwable cause) {
        LOG.error(
                "The API cannot be reached: {}, because another program has the port or this host has no such address; choose others"
                        + " with port and address of io.ssvirt.api (SSVIRT_API_PORT, SSVIRT_API_ADDRESS), then start SSVirt again",
                cause.getMessage());
    }
}
