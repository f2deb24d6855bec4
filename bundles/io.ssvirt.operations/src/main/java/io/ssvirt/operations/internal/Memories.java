package io.ssvirt.operations.internal;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.ssvirt.model.Outcome;
import io.ssvirt.operations.spi.IntentHandler;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;

/**
 * What is remembered of intents from one attempt to the next.
 *
 * <p>An intent that was put back, or whose claim was lost, may be ended by another process, and no attempt is ever made here
 * again that could clear it away. So the database is asked about what is remembered and not under way.
 */
final class Memories {

    private record Memory(Set<UUID> intents, Consumer<UUID> forget) {}

    private final Store store;
    private final Supplier<List<IntentHandler>> handlers;
    private final Queue queue;
    private final Predicate<UUID> underWay;

    /** Takes who remembers something, and what tells whether an intent is claimed by this process. */
    Memories(Store store, Supplier<List<IntentHandler>> handlers, Queue queue, Predicate<UUID> underWay) {
        this.store = store;
        this.handlers = handlers;
        this.queue = queue;
        this.underWay = underWay;
    }

    private Stream<Memory> all() {
        return Stream.concat(
                Stream.of(new Memory(queue.stuck(), queue::forget)),
                handlers.get().stream().map(handler -> new Memory(handler.remembered(), handler::forget)));
    }

    boolean isEmpty() {
        return all().allMatch(memory -> memory.intents().isEmpty());
    }

    /** Lets go of what has ended. */
    void clear() {
        all().forEach(memory -> {
            List<UUID> idle =
                    memory.intents().stream().filter(underWay.negate()).toList();
            if (!idle.isEmpty()) {
                List<UUID> ended = store.read(tx -> Outcome.done(
                                idle.stream().filter(id -> hasEnded(tx, id)).toList()))
                        .fold(found -> found, away -> List.of());
                ended.forEach(memory.forget());
            }
        });
    }

    private static boolean hasEnded(Transaction tx, UUID id) {
        return tx.journal().task(id).map(task -> task.status().isFinal()).orElse(true);
    }
}
