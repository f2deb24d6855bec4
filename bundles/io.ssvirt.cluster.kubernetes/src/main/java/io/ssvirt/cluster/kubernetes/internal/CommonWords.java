package io.ssvirt.cluster.kubernetes.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lets equal short texts be one object, since thousands of machines say the same words.
 *
 * <p>It keeps a fixed number of words, the last one seen in each of its places; a word that is seen often is nearly always there. What
 * objects are called is said once by each of the objects that have to do with it, and these are of several kinds and far apart; the JVM
 * keeps such texts for as long as anything refers to them. For one thread.
 */
final class CommonWords {

    private static final int PLACES = 1 << 13;
    private static final int LONGEST = 80;
    private static final Set<String> NAMES = Set.of("name", "namespace", "uid");

    private final String[] words = new String[PLACES];

    /** Returns the tree with its words replaced by equal ones that are known already. */
    Map<String, Object> in(Map<String, Object> tree) {
        Map<String, Object> same = new LinkedHashMap<>();
        tree.forEach((key, value) -> same.put(key, value(key, value)));
        return same;
    }

    private Object value(Object key, Object value) {
        return value instanceof String text && NAMES.contains(key) ? text.intern() : value(value);
    }

    private Object value(Object value) {
        if (value instanceof String text) {
            return word(text);
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> same = new LinkedHashMap<>();
            map.forEach((key, entry) -> same.put(key, value(key, entry)));
            return same;
        }
        if (value instanceof List<?> list) {
            List<Object> same = new ArrayList<>(list.size());
            list.forEach(entry -> same.add(value(entry)));
            return same;
        }
        return value;
    }

    private String word(String text) {
        if (text.length() > LONGEST) {
            return text;
        }
        int hash = text.hashCode();
        int place = (hash ^ hash >>> 16) & PLACES - 1;
        String known = words[place];
        if (text.equals(known)) {
            return known;
        }
        words[place] = text;
        return text;
    }
}
