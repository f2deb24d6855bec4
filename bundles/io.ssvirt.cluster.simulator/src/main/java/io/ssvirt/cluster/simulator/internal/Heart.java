package io.ssvirt.cluster.simulator.internal;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Wakes the controllers when the next thing is due, and not before. */
final class Heart {

    private static final long NEVER = Long.MAX_VALUE;

    private final World world;
    private final Runnable controllers;
    private final ScheduledExecutorService timer;
    private final AtomicLong next = new AtomicLong(NEVER);

    Heart(World world, Runnable controllers, ScheduledExecutorService timer) {
        this.world = world;
        this.controllers = controllers;
        this.timer = timer;
    }

    /** Looks when the next thing is due and sees to being woken then. */
    void listen() {
        long due = world.nextDue().orElse(NEVER);
        if (due < next.getAndUpdate(set -> Math.min(set, due))) {
            try {
                timer.schedule(() -> beat(due), Math.max(0, due - world.now()), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException stopping) {
                next.set(NEVER);
            }
        }
    }

    private void beat(long due) {
        next.compareAndSet(due, NEVER);
        world.change(() -> {
            controllers.run();
            return true;
        });
    }
}
