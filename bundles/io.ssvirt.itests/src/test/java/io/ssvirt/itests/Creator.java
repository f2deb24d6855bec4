package io.ssvirt.itests;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.ssvirt.itests.walk.Answer;
import io.ssvirt.itests.walk.Api;

/** A client that creates VDCs one after the other, always at the server that it is told to use. */
final class Creator implements AutoCloseable {

    private static final Duration BREATH = Duration.ofMillis(150);

    private final List<String> accepted = new CopyOnWriteArrayList<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final List<String> unanswered = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private final CountDownLatch ended = new CountDownLatch(1);

    /** Starts to create in an organization; the server may be another one each time. */
    Creator(String organization, String prefix, Supplier<Api> server) {
        String path = "/api/admin/org/" + Api.segment(organization) + "/vdcs";
        thread = new Thread(() -> create(path, prefix, server), "creator");
        thread.setDaemon(true);
        thread.start();
    }

    private void create(String path, String prefix, Supplier<Api> server) {
        for (int i = 0; !isOver(); i++) {
            try {
                Answer answer = server.get().post(path, Map.of("name", prefix + i, "allocationModel", "Flex"));
                (answer.status() / 100 == 2 ? accepted : refused)
                        .add(answer.status() / 100 == 2 ? answer.id() : answer.toString());
            } catch (AssertionError noAnswer) {
                unanswered.add(noAnswer.getMessage());
            }
        }
    }

    /** Takes a breath between two requests. */
    private boolean isOver() {
        try {
            return ended.await(BREATH.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Returns the ids of what was accepted. */
    List<String> accepted() {
        return List.copyOf(accepted);
    }

    /** Returns what was answered otherwise. */
    List<String> refused() {
        return List.copyOf(refused);
    }

    /** Returns the requests that got no answer. */
    List<String> unanswered() {
        return List.copyOf(unanswered);
    }

    @Override
    public void close() {
        end();
    }

    /** Ends after the request that is under way. */
    void end() {
        ended.countDown();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
