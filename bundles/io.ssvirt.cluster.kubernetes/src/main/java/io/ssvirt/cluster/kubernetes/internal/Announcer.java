package io.ssvirt.cluster.kubernetes.internal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.ssvirt.cluster.spi.Observations.Change;
import io.ssvirt.cluster.spi.Observations.Listener;
import io.ssvirt.cluster.spi.Observations.Subscription;

/** Tells listeners about changes, one after the other on one thread of its own, so that a slow listener holds up no watch. */
final class Announcer {

    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

    private final class Entry implements Subscription {

        private final Listener listener;
        private volatile boolean open = true;

        Entry(Listener listener) {
            this.listener = listener;
        }

        // A worker loop: a bug in one listener must not keep the others from hearing.
        @SuppressWarnings("IllegalCatch")
        void tell(Change change) {
            if (open) {
                try {
                    listener.changed(change);
                } catch (RuntimeException bug) {
                    LOG.error("A listener met an unexpected error change={}", change, bug);
                }
            }
        }

        @Override
        public void close() {
            open = false;
            entries.remove(this);
        }
    }

    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private final ExecutorService thread;

    /** Takes a single thread. */
    Announcer(ExecutorService thread) {
        this.thread = thread;
    }

    Subscription subscribe(Listener listener) {
        Entry entry = new Entry(listener);
        onThread(() -> {
            entries.add(entry);
            entry.tell(new Change.OfEverything());
        });
        return entry;
    }

    void announce(Change change) {
        onThread(() -> entries.forEach(entry -> entry.tell(change)));
    }

    private void onThread(Runnable work) {
        try {
            thread.execute(work);
        } catch (RejectedExecutionException closing) {
            // The provider is leaving, and whoever listens is told about everything by the next one.
            entries.clear();
        }
    }
}
