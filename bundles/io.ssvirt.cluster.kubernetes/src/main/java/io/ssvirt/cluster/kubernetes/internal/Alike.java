package io.ssvirt.cluster.kubernetes.internal;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Lets equal values be one object, since thousands of machines have the same conditions, disks and networks.
 *
 * <p>It keeps a fixed number of them, the last one seen in each of its places; one that is seen often is nearly always there.
 */
final class Alike {

    private static final int PLACES = 1 << 10;
    private static final AtomicReferenceArray<Object> SEEN = new AtomicReferenceArray<>(PLACES);

    private Alike() {}

    /** Returns an equal list that nobody copies again. */
    static <T> List<T> list(List<T> values) {
        return of(List.copyOf(values));
    }

    /** Returns an equal value, which must not change: one that is known already, if there is any. */
    @SuppressWarnings("unchecked") // what is equal to it is of its type
    static <T> T of(T value) {
        int hash = value.hashCode();
        int place = (hash ^ hash >>> 16) & PLACES - 1;
        Object known = SEEN.get(place);
        if (value.equals(known)) {
            return (T) known;
        }
        SEEN.set(place, value);
        return value;
    }
}
