package io.ssvirt.operations.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.ssvirt.model.Outcome;
import io.ssvirt.store.spi.Store;

/** Finds intents that may be claimed and that nobody told of: those of earlier lives, of other replicas, and whose time has come. */
final class Poll {

    private static final Logger LOG = LoggerFactory.getLogger(Poll.class);
    private static final int BATCH = 64;
    /** Stands for the poll among the intents under way, so that a slow one is not started twice. */
    private static final UUID ITSELF = new UUID(0, 0);

    private final Store store;
    private final Dispatcher dispatcher;
    private final Queue queue;
    private final Clock clock;
    private final String worker;
    private final Consumer<UUID> start;

    Poll(Store store, Dispatcher dispatcher, Queue queue, Clock clock, String worker, Consumer<UUID> start) {
        this.store = store;
        this.dispatcher = dispatcher;
        this.queue = queue;
        this.clock = clock;
        this.worker = worker;
        this.start = start;
    }

    /** Has a worker look, unless one looks already. */
    void begin() {
        if (!dispatcher.isUnderWay(ITSELF)) {
            dispatcher.start(ITSELF, () -> {
                look();
                dispatcher.leave(ITSELF);
            });
        }
    }

    private void look() {
        Instant now = clock.instant();
        queue.prune(now);
        Outcome<List<UUID>> due = store.read(tx -> Outcome.done(tx.journal().due(worker, now, BATCH)));
        due.fold(
                ids -> {
                    ids.forEach(start);
                    return null;
                },
                error -> {
                    LOG.warn("The journal cannot be read reason={}", error.message());
                    return null;
                });
    }
}
