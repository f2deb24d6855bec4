package io.ssvirt.rest.api;

import java.util.Set;

/**
 * What one list knows.
 *
 * @param most the largest page
 * @param fields what {@code filter} and {@code sort} may name, spelled as in the API
 */
public record ListRules(int most, Set<String> fields) {

    /** Entries on a page when nothing is asked for. */
    public static final int PAGE_SIZE = 25;

    private static final int MOST = 100;

    /** Keeps its own copy. */
    public ListRules {
        fields = Set.copyOf(fields);
    }

    /** A list of at most 100 entries a page. */
    public static ListRules of(String... fields) {
        return new ListRules(MOST, Set.of(fields));
    }
}
