package io.ssvirt.rest.cloudapi.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

import io.ssvirt.api.Caller;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
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

    /** Refers to an organization. */
    public Ref org(Urn id) {
        return named(id, urn -> useCases.organizations()
                .then(service -> service.get(caller, urn))
                .map(counted -> counted.organization())
                .map(Organization::name));
    }

    /** Refers to a VDC. */
    public Ref vdc(Urn id) {
        return named(
                id,
                urn -> useCases.vdcs().then(service -> service.get(caller, urn)).map(vdc -> vdc.name()));
    }

    /** Refers to a vApp. */
    public Ref vapp(Urn id) {
        return named(id, urn -> useCases.vapps()
                .then(service -> service.get(caller, urn))
                .map(detail -> detail.vapp().name()));
    }

    private Ref named(Urn id, Function<Urn, Outcome<String>> find) {
        return known.computeIfAbsent(
                id, urn -> new Ref(find.apply(urn).fold(name -> name, error -> null), urn.toString()));
    }
}
