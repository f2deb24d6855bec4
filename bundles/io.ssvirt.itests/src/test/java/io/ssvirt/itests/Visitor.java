package io.ssvirt.itests;

import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

import io.ssvirt.itests.walk.Api;

/** A client that reads all the time and minds no answer, nor that there is none. */
final class Visitor implements AutoCloseable {

    private final Set<Integer> answers = new ConcurrentSkipListSet<>();
    private final Thread thread;
    private volatile boolean ended;

    /** Starts to read a path. */
    Visitor(Api api, String path) {
        thread = new Thread(() -> read(api, path), "visitor");
        thread.setDaemon(true);
        thread.start();
    }

    private void read(Api api, String path) {
        while (!ended) {
            try {
                answers.add(api.get(path).status());
            } catch (AssertionError noAnswer) {
                Thread.onSpinWait();
            }
        }
    }

    /** Returns every status that was answered. */
    Set<Integer> answers() {
        return answers;
    }

    @Override
    public void close() {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
