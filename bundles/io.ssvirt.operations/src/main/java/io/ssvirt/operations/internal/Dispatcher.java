package io.ssvirt.operations.internal;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

import org.slf4j.MDC;

import io.ssvirt.model.EntityType;
import io.ssvirt.model.Urn;

/** Has workers do things about intents, for each intent one thing at a time. */
final class Dispatcher {

    private static final String TASK = "taskId";
    private static final String INTENT = "intentId";

    private final Executor workers;
    private final ScheduledExecutorService timer;
    private final BiConsumer<UUID, RuntimeException> onBug;
    private final Set<UUID> underWay = ConcurrentHashMap.newKeySet();
    private final Set<UUID> wanted = ConcurrentHashMap.newKeySet();

    /** Takes who is told about a bug in the work; the intent is no longer under way then. */
    Dispatcher(Executor workers, ScheduledExecutorService timer, BiConsumer<UUID, RuntimeException> onBug) {
        this.workers = workers;
        this.timer = timer;
        this.onBug = onBug;
    }

    /** Starts on an intent; when it is under way already, that is remembered until {@link #leave}. */
    void start(UUID id, Runnable work) {
        wanted.add(id);
        if (underWay.add(id)) {
            wanted.remove(id);
            goOn(id, work);
        }
    }

    /** Goes on with an intent that is under way. */
    void goOn(UUID id, Runnable work) {
        try {
            workers.execute(inContext(id, work));
        } catch (RejectedExecutionException stopping) {
            leave(id);
        }
    }

    /** Goes on with it after a while. */
    void goOnLater(UUID id, Duration after, Runnable work) {
        try {
            timer.schedule(inContext(id, () -> goOn(id, work)), after.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            leave(id);
        }
    }

    /** An intent is no longer under way; tells whether somebody has wanted it to start in the meantime. */
    boolean leave(UUID id) {
        underWay.remove(id);
        return wanted.remove(id);
    }

    boolean isUnderWay(UUID id) {
        return underWay.contains(id);
    }

    boolean isIdle() {
        return underWay.isEmpty() && wanted.isEmpty();
    }

    /** Whatever is logged on the way says for which intent, and for whose request when that was here and not in an earlier life. */
    private Runnable inContext(UUID id, Runnable work) {
        Map<String, String> request = MDC.getCopyOfContextMap();
        return () -> {
            if (request != null) {
                MDC.setContextMap(request);
            }
            MDC.put(TASK, new Urn(EntityType.TASK, id).toString());
            MDC.put(INTENT, id.toString());
            try {
                guarded(id, work);
            } finally {
                MDC.clear();
            }
        };
    }

    // The worker loop: one of the two places where anything may be caught, so that a bug in one handler stops nobody
    // else.
    @SuppressWarnings("IllegalCatch")
    private void guarded(UUID id, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException bug) {
            onBug.accept(id, bug);
        }
    }
}
