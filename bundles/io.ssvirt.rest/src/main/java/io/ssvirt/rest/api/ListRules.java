package io.ssvirt.rest.api;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    private static final Set<String> TIMES =
            Set.of("created_at", "updated_at", "createdAt", "updatedAt", "creationDate", "createdDate", "lastModified");

    /** Keeps its own copy, to which the names of times in all their spellings are added. */
    public ListRules {
        fields = Stream.concat(fields.stream(), TIMES.stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** A list of at most 100 entries a page. */
    public static ListRules of(String... fields) {
        return new ListRules(MOST, Set.of(fields));
    }
}
