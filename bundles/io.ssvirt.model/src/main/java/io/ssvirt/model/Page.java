package io.ssvirt.model;

import java.util.List;
import java.util.function.Function;

/** One page of a list, with the number of all that match. */
public record Page<T>(List<T> values, long total, int page, int pageSize) {

    /** Keeps its own copy. */
    public Page {
        values = List.copyOf(values);
    }

    /** Returns how many pages there are; 0 when nothing matches. */
    public long pageCount() {
        return (total + pageSize - 1) / pageSize;
    }

    /** Returns the same page of other values. */
    public <R> Page<R> map(Function<? super T, ? extends R> change) {
        return new Page<>(values.stream().<R>map(change).toList(), total, page, pageSize);
    }
}
