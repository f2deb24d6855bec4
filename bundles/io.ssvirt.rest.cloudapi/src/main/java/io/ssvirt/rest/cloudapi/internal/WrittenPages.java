package io.ssvirt.rest.cloudapi.internal;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;

import javax.ws.rs.core.Response;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Directory;
import io.ssvirt.model.LastUsed;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.Urn;
import io.ssvirt.rest.api.Written;
import io.ssvirt.rest.cloudapi.internal.json.PageDto;

/**
 * Pages of one list as JSON, for as long as the store gives out the very same rows.
 *
 * <p>Beside the page an answer has names in it, which others may change, and shows what its reader may see. So it is good for readers
 * of the same organization, until any name changes.
 */
public final class WrittenPages {

    private static final int MOST = 100;

    private record Key(Object source, Optional<Urn> scope) {}

    /** JSON, and what it was made of beside the rows. */
    private record Body(long edition, Object more, Written json) {}

    private final UseCases useCases;
    private final LastUsed<Key, Body> bodies = new LastUsed<>(MOST);

    /** Asks the directory whether names have changed. */
    public WrittenPages(UseCases useCases) {
        this.useCases = useCases;
    }

    /**
     * One list as one caller asks for it.
     *
     * @param read reads a page each time it is called
     * @param entries what becomes of each thing on it, for one answer: it may depend on names, on what the caller sees, and on
     *     {@code more}
     * @param more what else the answer shows of a page, that the same rows may not have the next time
     */
    public record Asked<T>(
            Supplier<Outcome<Page<T>>> read,
            Caller caller,
            Function<Caller, Function<T, ? extends Record>> entries,
            Function<Page<T>, Object> more) {

        /** A list that shows nothing but rows and names. */
        public Asked(
                Supplier<Outcome<Page<T>>> read,
                Caller caller,
                Function<Caller, Function<T, ? extends Record>> entries) {
            this(read, caller, entries, page -> "");
        }
    }

    /** Answers 200 with a page of a list, which the same caller may have again. */
    public <T> Response answer(Asked<T> asked) {
        return Answers.repeatable(() -> read(asked));
    }

    private <T> Outcome<Written> read(Asked<T> asked) {
        // Asked before names are looked up: a change in between makes the answer good for nobody else.
        OptionalLong edition = useCases.directory().fold(Directory::edition, away -> OptionalLong.empty());
        return asked.read().get().map(page -> written(page, edition, asked));
    }

    private <T> Written written(Page<T> page, OptionalLong edition, Asked<T> asked) {
        if (edition.isEmpty()) {
            return json(page, asked);
        }
        Key key = new Key(page.source(), asked.caller().scope());
        Object more = asked.more().apply(page);
        return bodies.find(key)
                .filter(known ->
                        known.edition() == edition.getAsLong() && known.more().equals(more))
                .map(Body::json)
                .orElseGet(() -> {
                    Written json = json(page, asked);
                    bodies.keep(key, new Body(edition.getAsLong(), more, json));
                    return json;
                });
    }

    private static <T> Written json(Page<T> page, Asked<T> asked) {
        Function<T, ? extends Record> entry = asked.entries().apply(asked.caller());
        return new Written(PageDto.of(page.<Record>map(entry)));
    }
}
