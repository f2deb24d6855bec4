package io.ssvirt.faults;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Workers that work at once, on the thread that gives them work. */
final class Inline extends AbstractExecutorService {

    private boolean stopped;

    @Override
    public void execute(Runnable work) {
        if (stopped) {
            throw new RejectedExecutionException("stopped");
        }
        work.run();
    }

    @Override
    public void shutdown() {
        stopped = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        stopped = true;
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
