package io.ssvirt.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A timer on {@link VirtualTime}. What its work throws is thrown at whoever turns the clock: nothing may escape unseen. */
final class VirtualTimer extends AbstractExecutorService implements ScheduledExecutorService {

    private final VirtualTime time;
    private final List<Due<?>> held = new ArrayList<>();
    private boolean stopped;
    private boolean paused;

    VirtualTimer(VirtualTime time) {
        this.time = time;
    }

    /** Work with the time at which it is due. */
    static final class Due<V> extends FutureTask<V> implements RunnableScheduledFuture<V> {

        private final VirtualTimer timer;
        private final long number;
        private final long every;
        private long at;
        private Throwable thrown;

        Due(VirtualTimer timer, Callable<V> work, long at, long every) {
            super(work);
            this.timer = timer;
            this.number = timer.time.nextNumber();
            this.at = at;
            this.every = every;
        }

        long at() {
            return at;
        }

        long number() {
            return number;
        }

        VirtualTimer timer() {
            return timer;
        }

        @Override
        public void run() {
            if (!isPeriodic()) {
                super.run();
            } else if (runAndReset() && !timer.stopped) {
                at = timer.time.now() + every;
                timer.time.add(this);
            }
            if (thrown instanceof Error error) {
                throw error;
            }
            if (thrown != null) {
                throw new AssertionError("an exception escaped to a timer", thrown);
            }
        }

        @Override
        protected void setException(Throwable failure) {
            thrown = failure;
            super.setException(failure);
        }

        @Override
        public boolean isPeriodic() {
            return every > 0;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(at - timer.time.now(), TimeUnit.MILLISECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.MILLISECONDS), other.getDelay(TimeUnit.MILLISECONDS));
        }
    }

    /** Nothing goes off until it is resumed, as in a process that is stopped. */
    void pause() {
        paused = true;
    }

    /** What should have gone off meanwhile does so at once. */
    void resume() {
        paused = false;
        held.forEach(time::add);
        held.clear();
    }

    /** Keeps work for later while this is paused; tells whether it did. */
    boolean holds(Due<?> due) {
        return paused && held.add(due);
    }

    private <V> Due<V> add(Callable<V> work, long delayMillis, long every) {
        if (stopped) {
            throw new RejectedExecutionException("stopped");
        }
        Due<V> due = new Due<>(this, work, time.now() + Math.max(0, delayMillis), every);
        time.add(due);
        return due;
    }

    @Override
    public void execute(Runnable work) {
        add(Executors.callable(work), 0, 0);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
        return add(Executors.callable(work), unit.toMillis(delay), 0);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> work, long delay, TimeUnit unit) {
        return add(work, unit.toMillis(delay), 0);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable work, long first, long period, TimeUnit unit) {
        return add(Executors.callable(work), unit.toMillis(first), unit.toMillis(period));
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable work, long first, long delay, TimeUnit unit) {
        return add(Executors.callable(work), unit.toMillis(first), unit.toMillis(delay));
    }

    @Override
    public void shutdown() {
        stopped = true;
        time.remove(this);
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown();
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return stopped;
    }

    @Override
    public boolean isTerminated() {
        return stopped;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }
}
