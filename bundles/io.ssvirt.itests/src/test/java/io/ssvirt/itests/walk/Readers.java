package io.ssvirt.itests.walk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;

/** Clients that read all the time. An answer other than 200, or none, counts against the system. */
public final class Readers implements AutoCloseable {

    private final Api api;
    private final List<String> paths;
    private final List<Thread> clients = new ArrayList<>();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Long> durations = new ConcurrentLinkedQueue<>();
    private final AtomicInteger turn = new AtomicInteger();
    private volatile boolean ended;

    /** Starts clients that read some paths in turn. */
    public Readers(Api api, int clients, List<String> paths) {
        this.api = api;
        this.paths = List.copyOf(paths);
        for (int i = 0; i < clients; i++) {
            Thread client = new Thread(this::read, "reader-" + i);
            client.setDaemon(true);
            this.clients.add(client);
            client.start();
        }
    }

    // A reader reports whatever goes wrong instead of ending its thread in silence.
    @SuppressWarnings("IllegalCatch")
    private void read() {
        while (!ended) {
            String path = paths.get(Math.floorMod(turn.getAndIncrement(), paths.size()));
            long begun = System.nanoTime();
            try {
                Answer answer = api.get(path);
                durations.add(System.nanoTime() - begun);
                if (answer.status() != 200) {
                    failures.add(answer.request() + " answered " + answer.status() + " " + answer.body());
                }
            } catch (AssertionError | RuntimeException none) {
                failures.add(path + " failed: " + none.getMessage() + " " + none.getCause());
            }
        }
    }

    /** Returns how many reads were answered so far. */
    public int count() {
        return durations.size();
    }

    /** Returns the given percentile of the time that a read took, in milliseconds. */
    public double percentile(double share) {
        List<Long> sorted = new ArrayList<>(durations);
        Collections.sort(sorted);
        return sorted.isEmpty()
                ? 0
                : sorted.get((int) Math.min(sorted.size() - 1L, (long) (sorted.size() * share))) / 1e6;
    }

    /** Ends the clients. */
    @Override
    public void close() {
        ended = true;
        try {
            for (Thread client : clients) {
                client.join(30_000);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the clients, and fails when any read failed or none was made. */
    public void closeWithoutFailures() {
        close();
        assertThat(failures).as("reads that failed, of %d", count()).isEmpty();
        assertThat(count()).isPositive();
    }
}
