package io.ssvirt.operations.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import io.ssvirt.model.Urn;

/**
 * Intents of this process that wait for others, so that they start the moment their turn comes and not at the next poll. The
 * journal alone decides whose turn it is; this only knows whom to wake.
 */
final class Queue {

    private record Waiting(Set<Urn> behind, Instant since) {}

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Map<UUID, Waiting> waiting = new ConcurrentHashMap<>();
    private final Map<Urn, UUID> stuck = new ConcurrentHashMap<>();

    /** Adds an intent that may have to wait for intents of some entities. */
    void add(UUID intent, Set<Urn> behind, Instant now) {
        waiting.put(intent, new Waiting(behind, now));
    }

    /** Notes that an intent of an entity waits for the cluster to return, so that nobody needs to wait behind it. */
    void stuck(Urn entity, UUID intent) {
        stuck.put(entity, intent);
    }

    /** The intent of an entity waits for the cluster no longer. */
    void free(Urn entity) {
        stuck.remove(entity);
    }

    /** Returns the intents that wait for the cluster to return; another process may have ended them meanwhile. */
    Set<UUID> stuck() {
        return Set.copyOf(stuck.values());
    }

    /** An intent has ended elsewhere. */
    void forget(UUID intent) {
        stuck.values().removeIf(intent::equals);
    }

    /** Tells whether an intent waits behind one that waits for the cluster to return. */
    boolean isBehindStuck(UUID intent) {
        Waiting entry = waiting.get(intent);
        return entry != null && entry.behind().stream().anyMatch(stuck::containsKey);
    }

    boolean isEmpty() {
        return waiting.isEmpty() && stuck.isEmpty();
    }

    void remove(UUID intent) {
        waiting.remove(intent);
    }

    /** Returns the intents that wait for one of an entity. */
    List<UUID> behind(Urn entity) {
        return waiting.entrySet().stream()
                .filter(entry -> entry.getValue().behind().contains(entity))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Forgets what has waited for so long that the poll may take care of it; another process may have carried it out. */
    void prune(Instant now) {
        waiting.values().removeIf(entry -> entry.since().plus(LONGEST).isBefore(now));
    }
}
