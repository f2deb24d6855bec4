package io.ssvirt.rest.api;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An answer to a read that can be had again without the request: the same caller, asking the same, gets what {@code again} reads.
 *
 * @param body what is answered now
 * @param again reads anew what is to be answered then, by nothing that belongs to this request; empty for an answer that
 *     is no success, which the request itself is to be asked for
 */
public record RepeatableRead(Written body, Supplier<Optional<Written>> again) {

    /** Takes both. */
    public RepeatableRead {
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(again, "again");
    }
}
