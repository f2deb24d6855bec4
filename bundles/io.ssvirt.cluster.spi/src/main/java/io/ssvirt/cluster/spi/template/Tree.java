package io.ssvirt.cluster.spi.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads trees of maps and lists without casts; what is missing or of another type reads as empty. */
public final class Tree {

    private Tree() {}

    /** Returns the map under a key. */
    public static Map<String, Object> map(Map<String, Object> tree, String key) {
        return asMap(tree.get(key));
    }

    /** Follows keys from map to map. */
    public static Map<String, Object> path(Map<String, Object> tree, String... keys) {
        Map<String, Object> at = tree;
        for (String key : keys) {
            at = map(at, key);
        }
        return at;
    }

    /** Returns a value as a map. */
    public static Map<String, Object> asMap(Object value) {
        Map<String, Object> copy = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, entry) -> copy.put(String.valueOf(key), entry));
        }
        return copy;
    }

    /** Returns the list under a key. */
    public static List<Object> list(Map<String, Object> tree, String key) {
        return tree.get(key) instanceof List<?> list ? new ArrayList<>(list) : List.of();
    }

    /** Returns those entries of the list under a key that are maps. */
    public static List<Map<String, Object>> maps(Map<String, Object> tree, String key) {
        List<Map<String, Object>> maps = new ArrayList<>();
        for (Object entry : list(tree, key)) {
            if (entry instanceof Map<?, ?>) {
                maps.add(asMap(entry));
            }
        }
        return maps;
    }

    /** Returns the text under a key; numbers and booleans as they are written. */
    public static String text(Map<String, Object> tree, String key) {
        Object value = tree.get(key);
        return value instanceof String || value instanceof Number || value instanceof Boolean ? value.toString() : "";
    }
}
