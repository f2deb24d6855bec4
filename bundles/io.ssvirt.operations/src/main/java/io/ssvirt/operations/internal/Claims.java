package io.ssvirt.operations.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.ssvirt.model.Outcome;
import io.ssvirt.model.SecretValues;
import io.ssvirt.store.spi.Intent;
import io.ssvirt.store.spi.Store;

/**
 * What this process has claimed in the journal, and the secret values that it alone has.
 *
 * <p>Both are prolonged while the process lives, so that a long attempt keeps its claim and an intent with values is not taken by a
 * process that does not have them. A process that was paused asks the database before it goes on.
 */
final class Claims {

    private static final Logger LOG = LoggerFactory.getLogger(Claims.class);

    private final Store store;
    private final Clock clock;
    private final EngineSettings settings;
    private final Map<UUID, Claim> held = new ConcurrentHashMap<>();
    private final Map<UUID, SecretValues> values = new ConcurrentHashMap<>();
    private final Set<UUID> stored = ConcurrentHashMap.newKeySet();

    Claims(Store store, Clock clock, EngineSettings settings) {
        this.store = store;
        this.clock = clock;
        this.settings = settings;
    }

    /** Keeps a claim that was made at a given time. */
    Claim hold(Intent intent, Instant since) {
        Claim claim = new Claim(intent, since.plus(settings.claimLease()));
        held.put(intent.id(), claim);
        return claim;
    }

    Optional<Claim> held(UUID id) {
        return Optional.ofNullable(held.get(id));
    }

    /** Keeps a claim no longer; its values stay for the next one. */
    void drop(Claim claim) {
        held.remove(claim.id(), claim);
    }

    /** Keeps secret values for an intent until it ends; they are lost when the process ends. */
    void keep(UUID intent, SecretValues secret) {
        values.put(intent, secret);
    }

    /** The intent of kept values may have been committed, so that from now on the database can tell whether it is there. */
    void stored(UUID intent) {
        if (values.containsKey(intent)) {
            stored.add(intent);
        }
    }

    Optional<SecretValues> values(UUID intent) {
        return Optional.ofNullable(values.get(intent));
    }

    void forget(UUID intent) {
        values.remove(intent);
        stored.remove(intent);
    }

    /** Returns until when only this process may claim an intent again; empty when anybody may. */
    Optional<Instant> reservation(UUID intent) {
        return values(intent).map(kept -> clock.instant().plus(settings.claimLease()));
    }

    boolean isEmpty() {
        return held.isEmpty() && values.isEmpty() && stored.isEmpty();
    }

    /** Tells whether a claim holds; asks the database when too much time has passed to know it from memory. */
    boolean holds(Claim claim) {
        if (claim.isLost() || clock.instant().isBefore(claim.goodUntil())) {
            return !claim.isLost();
        }
        renew(Set.of(claim.id()));
        return clock.instant().isBefore(claim.goodUntil());
    }

    /** Prolongs everything, and learns what shall be taken back though no signal of it arrived. */
    void renew() {
        Set<UUID> all = new HashSet<>(held.keySet());
        all.addAll(stored);
        if (!all.isEmpty()) {
            renew(all);
            List<UUID> asked = List.copyOf(held.keySet());
            store.read(tx -> Outcome.done(tx.journal().cancelled(asked))).map(ids -> {
                ids.forEach(id -> held(id).ifPresent(Claim::cancel));
                return ids.size();
            });
        }
    }

    private void renew(Set<UUID> ids) {
        Instant until = clock.instant().plus(settings.claimLease());
        List<UUID> asked = List.copyOf(ids);
        Outcome<Set<UUID>> ours = store.write(tx -> Outcome.done(tx.journal().renew(asked, settings.worker(), until)));
        ours.fold(
                still -> {
                    asked.forEach(id -> renewed(id, still.contains(id), until));
                    return null;
                },
                error -> {
                    LOG.warn("Claims could not be renewed claims={} reason={}", asked.size(), error.message());
                    return null;
                });
    }

    private void renewed(UUID id, boolean ours, Instant until) {
        Optional<Claim> claim = held(id);
        if (ours) {
            claim.ifPresent(kept -> kept.prolong(until));
            return;
        }
        claim.ifPresent(Claim::lose);
        forget(id);
    }
}
