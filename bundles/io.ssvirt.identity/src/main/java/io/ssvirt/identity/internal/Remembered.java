package io.ssvirt.identity.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Function;

import io.ssvirt.model.Urn;
import io.ssvirt.store.spi.Signal;
import io.ssvirt.store.spi.Signals;

/**
 * Values read from the database and kept until something that they stand on changes, on whatever replica.
 *
 * <p>While signals of other replicas do not arrive nothing is given out from here and nothing is kept: every look goes to the
 * database. A value that was read while a signal arrived is used once and not kept, because it may be the one from before.
 */
final class Remembered<V> implements Signals.Listener, AutoCloseable {

    /** So many fit into some megabytes; beyond them beginning anew costs a read for each. */
    private static final int MOST = 10_000;

    private final Signals signals;
    private final BiPredicate<V, Urn> standsOn;
    private final Map<Urn, V> values = new ConcurrentHashMap<>();
    private final Runnable end;
    private long changes;

    /** Begins to listen; {@code standsOn} tells whether a value must be read anew when something changed. */
    Remembered(Signals signals, BiPredicate<V, Urn> standsOn) {
        this.signals = signals;
        this.standsOn = standsOn;
        this.end = signals.listen(Signal.IDENTITY, this);
    }

    /** Returns a value without asking the database; empty when it must be read. */
    Optional<V> kept(Urn id) {
        return signals.isHeard() ? Optional.ofNullable(values.get(id)) : Optional.empty();
    }

    /** Returns the values that there are; {@code load} gets the ids of those that must be read. */
    Map<Urn, V> all(Collection<Urn> ids, Function<Set<Urn>, Map<Urn, V>> load) {
        boolean heard = signals.isHeard();
        Map<Urn, V> found = new HashMap<>();
        Set<Urn> missing = new LinkedHashSet<>();
        for (Urn id : ids) {
            V kept = heard ? values.get(id) : null;
            if (kept == null) {
                missing.add(id);
            } else {
                found.put(id, kept);
            }
        }
        if (!missing.isEmpty()) {
            found.putAll(read(missing, load));
        }
        return found;
    }

    private Map<Urn, V> read(Set<Urn> missing, Function<Set<Urn>, Map<Urn, V>> load) {
        long before = changesSoFar();
        Map<Urn, V> loaded = load.apply(missing);
        keep(loaded, before);
        return loaded;
    }

    /** Returns how many changes there were; empty while those of others would not be heard of. */
    OptionalLong edition() {
        return signals.isHeard() ? OptionalLong.of(changesSoFar()) : OptionalLong.empty();
    }

    private synchronized long changesSoFar() {
        return changes;
    }

    private synchronized void keep(Map<Urn, V> loaded, long before) {
        if (changes == before && signals.isHeard()) {
            if (values.size() + loaded.size() > MOST) {
                values.clear();
            }
            values.putAll(loaded);
        }
    }

    /** Forgets one value. */
    synchronized void forget(Urn id) {
        values.remove(id);
    }

    @Override
    public synchronized void received(String key) {
        changes++;
        Urn.parse(key).ifPresent(changed -> values.values().removeIf(value -> standsOn.test(value, changed)));
    }

    @Override
    public synchronized void mayHaveMissed() {
        changes++;
        values.clear();
    }

    @Override
    public void close() {
        end.run();
    }
}
