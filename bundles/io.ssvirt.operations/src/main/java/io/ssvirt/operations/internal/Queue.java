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
    private final Set<Urn> stuck = ConcurrentHashMap.newKeySet();

    /** Adds an intent that may have to wait for intents of some entities. */
    void add(UUID intent, Set<Urn> behind, Instant now) {
        waiting.put(intent, new Waiting(behind, now));
    }

    /** Notes whether the intent of an entity waits for the cluster to return, so that nobody needs to wait behind it. */
    void stuck(Urn entity, boolean now) {
        if (now) {
            stuck.add(entity);
        } else {
            stuck.remove(entity);
        }
    }

    /** Tells whether an intent waits behind one that waits for the cluster to return. */
    boolean isBehindStuck(UUID intent) {
        Waiting entry = waiting.get(intent);
        return entry != null && entry.behind().stream().anyMatch(stuck::contains);
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
