package io.ssvirt.operations.internal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that a timer repeats, whatever became of it the last time: an exception would make the timer leave it out for good, silently.
 *
 * @param name what it is called in the log
 */
record Recurring(String name, Runnable work) implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Recurring.class);

    // A worker loop: an error of one round must not end all later ones.
    @Override
    @SuppressWarnings("IllegalCatch")
    public void run() {
        try {
            work.run();
        } catch (RuntimeException unexpected) {
            LOG.error("A round failed, there will be another work={}", name, unexpected);
        }
    }
}
