package io.ssvirt.shell.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;

/** Reads whole lists, page by page. */
public final class Pages {

    private static final int SIZE = 100;

    private Pages() {}

    /** Reads entries until there are no more, or as many as asked for. */
    public static <T> Outcome<List<T>> first(int limit, Function<Query, Outcome<Page<T>>> list) {
        return from(1, limit, new ArrayList<>(), list);
    }

    /** Reads all entries. */
    public static <T> Outcome<List<T>> all(Function<Query, Outcome<Page<T>>> list) {
        return first(Integer.MAX_VALUE, list);
    }

    private static <T> Outcome<List<T>> from(
            int page, int limit, List<T> read, Function<Query, Outcome<Page<T>>> list) {
        return list.apply(Query.page(page, SIZE)).then(next -> {
            read.addAll(next.values());
            boolean last = next.values().isEmpty() || read.size() >= next.total() || read.size() >= limit;
            return last
                    ? Outcome.done(read.size() > limit ? List.copyOf(read.subList(0, limit)) : read)
                    : from(page + 1, limit, read, list);
        });
    }
}
