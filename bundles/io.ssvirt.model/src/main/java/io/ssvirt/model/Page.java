package io.ssvirt.model;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * One page of a list, with the number of all that match.
 *
 * @param source stands for the rows that the values were made of: two pages with the same object were made of the same rows. It is
 *     no part of what makes pages equal
 */
public record Page<T>(List<T> values, long total, int page, int pageSize, Object source) {

    /** Keeps its own copy. */
    public Page {
        values = List.copyOf(values);
        Objects.requireNonNull(source, "source");
    }

    /** A page that is made of nothing else. */
    public Page(List<T> values, long total, int page, int pageSize) {
        this(values, total, page, pageSize, new Object());
    }

    /** Returns how many pages there are; 0 when nothing matches. */
    public long pageCount() {
        return (total + pageSize - 1) / pageSize;
    }

    /** Returns the same page of other values, which must follow from these alone. */
    public <R> Page<R> map(Function<? super T, ? extends R> change) {
        return new Page<>(values.stream().<R>map(change).toList(), total, page, pageSize, source);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Page<?> that
                && total == that.total
                && page == that.page
                && pageSize == that.pageSize
                && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(values, total, page, pageSize);
    }
}
