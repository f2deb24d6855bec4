package io.ssvirt.cluster.kubernetes.internal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The projections of one kind.
 *
 * @param <T> a projection; equal ones are the same to everybody, so that a change of anything else is no change
 */
final class Table<T> implements Sink {

    /** Hears of a row that changed, after the table has it. */
    interface Heed<T> {

        /** One of the two is null when the row appeared or disappeared. */
        void changed(String key, T before, T after);
    }

    private final Map<String, T> rows = new ConcurrentHashMap<>();
    private final Function<Map<String, Object>, T> projection;
    private final Heed<T> heed;
    private final Runnable onListed;

    Table(Function<Map<String, Object>, T> projection, Heed<T> heed, Runnable onListed) {
        this.projection = projection;
        this.heed = heed;
        this.onListed = onListed;
    }

    @Override
    public void put(String key, Map<String, Object> object) {
        T after = projection.apply(object);
        T before = rows.put(key, after);
        if (!after.equals(before)) {
            heed.changed(key, before, after);
        }
    }

    @Override
    public void remove(String key) {
        T before = rows.remove(key);
        if (before != null) {
            heed.changed(key, before, null);
        }
    }

    @Override
    public void listed(Set<String> keys) {
        List.copyOf(rows.keySet()).stream().filter(key -> !keys.contains(key)).forEach(this::remove);
        onListed.run();
    }

    Optional<T> find(String key) {
        return Optional.ofNullable(rows.get(key));
    }

    Collection<T> all() {
        return List.copyOf(rows.values());
    }

    void forEach(BiConsumer<String, T> visitor) {
        rows.forEach(visitor);
    }
}
