package io.ssvirt.rest.cloudapi.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;

import javax.ws.rs.core.Response;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Directory;
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

    private record Body(long edition, Written json) {}

    private final UseCases useCases;
    private final Map<Key, Body> bodies = new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Body> eldest) {
            return size() > MOST;
        }
    };

    /** Asks the directory whether names have changed. */
    public WrittenPages(UseCases useCases) {
        this.useCases = useCases;
    }

    /**
     * Answers 200 with a page of a list.
     *
     * @param entry what becomes of each, which may depend on names and on what the caller sees, and on nothing else
     */
    public <T> Response answer(
            Supplier<Outcome<Page<T>>> list, Caller caller, Function<? super T, ? extends Record> entry) {
        // Asked before names are looked up: a change in between makes the answer good for nobody else.
        OptionalLong edition = useCases.directory().fold(Directory::edition, away -> OptionalLong.empty());
        return list.get().fold(page -> answer(page, edition, caller, entry), Answers::error);
    }

    private <T> Response answer(
            Page<T> page, OptionalLong edition, Caller caller, Function<? super T, ? extends Record> entry) {
        if (edition.isEmpty()) {
            return Answers.json(body(page, entry));
        }
        Key key = new Key(page.source(), caller.scope());
        Body known = known(key);
        if (known == null || known.edition() != edition.getAsLong()) {
            known = new Body(edition.getAsLong(), body(page, entry));
            keep(key, known);
        }
        return Answers.json(known.json());
    }

    private static <T> Written body(Page<T> page, Function<? super T, ? extends Record> entry) {
        return new Written(PageDto.of(page.<Record>map(entry)));
    }

    private Body known(Key key) {
        synchronized (bodies) {
            return bodies.get(key);
        }
    }

    private void keep(Key key, Body body) {
        synchronized (bodies) {
            bodies.put(key, body);
        }
    }
}
