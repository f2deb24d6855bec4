package io.ssvirt.rest.cloudapi.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.ssvirt.api.Caller;
import io.ssvirt.model.Urn;
import io.ssvirt.rest.cloudapi.internal.json.Ref;

/**
 * Names of the things that one answer refers to, each looked up once.
 *
 * <p>A name is a courtesy: when it cannot be had, the reference goes out without it.
 */
public final class Names {

    private final UseCases useCases;
    private final Caller caller;
    private final Map<Urn, Ref> known = new HashMap<>();

    /** Looks up what one caller sees. */
    public Names(UseCases useCases, Caller caller) {
        this.useCases = useCases;
        this.caller = caller;
    }

    /** Refers to an organization, by name when the caller may know it. */
    public Ref org(Urn id) {
        return caller.sees(id) ? named(id) : new Ref(null, id.toString());
    }

    /** Refers to the VDC of something that the caller reads. */
    public Ref vdc(Urn id) {
        return named(id);
    }

    /** Refers to the vApp of something that the caller reads. */
    public Ref vapp(Urn id) {
        return named(id);
    }

    private Ref named(Urn id) {
        return known.computeIfAbsent(id, urn -> {
            Optional<String> name =
                    useCases.directory().fold(service -> service.nameOf(urn), error -> Optional.empty());
            return new Ref(name.orElse(null), urn.toString());
        });
    }
}
