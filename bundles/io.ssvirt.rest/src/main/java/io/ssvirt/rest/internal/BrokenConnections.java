package io.ssvirt.rest.internal;

import java.io.IOException;

import org.apache.cxf.logging.FaultListener;
import org.apache.cxf.message.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps clients that go away before they have read their answer out of the log: nothing here is wrong, and nobody can do anything. */
final class BrokenConnections implements FaultListener {

    private static final Logger LOG = LoggerFactory.getLogger(BrokenConnections.class);

    /** Returns whether CXF shall log the failure as it does by itself. */
    @Override
    public boolean faultOccurred(Exception failure, String description, Message message) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                LOG.debug("Connection broken at {}", description, failure);
                return false;
            }
        }
        return true;
    }
}
