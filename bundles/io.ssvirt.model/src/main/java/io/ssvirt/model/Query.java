package io.ssvirt.model;

import java.util.List;
import java.util.Optional;

/**
 * Which part of a list is asked for.
 *
 * @param page from 1
 * @param offset when given, wins over the page
 * @param criteria all must hold; a field that the list does not know is passed over
 */
public record Query(int page, int pageSize, Optional<Integer> offset, List<Criterion> criteria, Optional<Order> order) {

    /** How a value is compared. */
    public enum Match {
        EQUALS,
        CONTAINS,
        STARTS_WITH,
        /** Anything but this value. */
        DIFFERS,
        /** Greater, or later. */
        ABOVE,
        AT_LEAST,
        /** Less, or earlier. */
        BELOW,
        AT_MOST
    }

    /** One condition on one field, named as in the API. */
    public record Criterion(String field, Match match, String value) {}

    /** The order asked for, by a field named as in the API. */
    public record Order(String field, boolean ascending) {}

    /** Refuses pages that cannot be. */
    public Query {
        if (page < 1 || pageSize < 1) {
            throw new IllegalArgumentException("page and pageSize start at 1");
        }
        criteria = List.copyOf(criteria);
    }

    /** Asks for a page without conditions. */
    public static Query page(int page, int pageSize) {
        return new Query(page, pageSize, Optional.empty(), List.of(), Optional.empty());
    }

    /** Returns how many entries come before the first one asked for. */
    public int skip() {
        return offset.orElseGet(() -> (int) Math.min(Integer.MAX_VALUE, (page - 1L) * pageSize));
    }
}
