package io.ssvirt.cluster.kubernetes.internal;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import io.ssvirt.cluster.spi.template.Tree;

/**
 * How new what was seen of each object is, so that an event that comes twice or late undoes nothing.
 *
 * <p>Resource versions of one kind are numbers that grow; one that is no number counts as new. Of deletions the last ones are kept
 * in mind, since a late event could bring an object back. For one thread.
 */
final class Versions {

    private static final int DELETIONS = 1000;
    private static final long UNKNOWN = -1;

    private final Map<String, Long> seen = new HashMap<>();
    private final Map<String, Long> deleted = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > DELETIONS;
        }
    };

    /** Forgets everything before a new list, which may be of an older state of the cluster. */
    void clear() {
        seen.clear();
        deleted.clear();
    }

    /** Takes notice of an object; false when something newer of it was seen already, or this very version. */
    boolean isNews(String key, Map<String, Object> object) {
        long version = of(object);
        if (version == UNKNOWN) {
            return true;
        }
        if (version <= seen.getOrDefault(key, UNKNOWN) || version <= deleted.getOrDefault(key, UNKNOWN)) {
            return false;
        }
        seen.put(key, version);
        return true;
    }

    /** Takes notice of a deletion; false when something newer of that name was seen already. */
    boolean isDeletionNews(String key, Map<String, Object> object) {
        long version = of(object);
        if (version != UNKNOWN && version < seen.getOrDefault(key, UNKNOWN)) {
            return false;
        }
        seen.remove(key);
        if (version != UNKNOWN) {
            deleted.put(key, version);
        }
        return true;
    }

    /** Returns the newer of two versions; the second when they cannot be compared. */
    static String newer(String first, String second) {
        return number(first) > number(second) && number(second) != UNKNOWN ? first : second;
    }

    private static long of(Map<String, Object> object) {
        return number(Tree.text(Tree.map(object, "metadata"), "resourceVersion"));
    }

    private static long number(String version) {
        try {
            return Long.parseLong(version);
        } catch (NumberFormatException opaque) {
            return UNKNOWN;
        }
    }
}
