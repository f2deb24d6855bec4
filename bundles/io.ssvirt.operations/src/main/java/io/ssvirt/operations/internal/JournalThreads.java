package io.ssvirt.operations.internal;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The threads of the journal.
 *
 * @param workers make attempts
 * @param timer wakes them, and never waits for anything itself
 * @param heart prolongs claims; on its own, so that nothing that is slow can cost a claim
 */
record JournalThreads(ExecutorService workers, ScheduledExecutorService timer, ScheduledExecutorService heart) {

    private static final int STOP_SECONDS = 5;

    static JournalThreads start(int workers) {
        return new JournalThreads(
                Executors.newFixedThreadPool(workers, Threads.named("ssvirt-intent")),
                Executors.newSingleThreadScheduledExecutor(Threads.named("ssvirt-journal")),
                Executors.newSingleThreadScheduledExecutor(Threads.named("ssvirt-claims")));
    }

    /** Stops them; returns false when attempts were still under way after some seconds. */
    boolean stop() throws InterruptedException {
        timer.shutdownNow();
        workers.shutdown();
        boolean quiet = workers.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        if (!quiet) {
            workers.shutdownNow();
        }
        // Never interrupted: H2 closes its file when the thread that is at work on it is.
        heart.shutdown();
        return quiet;
    }
}
