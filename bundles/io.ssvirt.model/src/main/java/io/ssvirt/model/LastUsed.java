package io.ssvirt.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What was used last, up to a number: one more drops what was not used for longest. For any number of threads. */
public final class LastUsed<K, V> {

    private final Map<K, V> all;

    /** Takes how many are kept. */
    public LastUsed(int most) {
        this.all = new LinkedHashMap<>(16, 0.75f, true) {

            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    /** Returns what is kept under a key, which counts as a use. */
    public synchronized Optional<V> find(K key) {
        return Optional.ofNullable(all.get(key));
    }

    /** Returns what is kept under a key, or makes it; meanwhile everybody else waits. */
    public synchronized V findOrMake(K key, Function<? super K, ? extends V> make) {
        return all.computeIfAbsent(key, make);
    }

    /** Keeps something in the place of what was there. */
    public synchronized void keep(K key, V value) {
        all.put(key, value);
    }

    /** Drops everything. */
    public synchronized void clear() {
        all.clear();
    }

    /** Drops what is kept under a key. */
    public synchronized void drop(K key) {
        all.remove(key);
    }
}
