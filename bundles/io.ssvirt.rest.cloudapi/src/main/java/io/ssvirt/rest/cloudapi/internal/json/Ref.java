package io.ssvirt.rest.cloudapi.internal.json;

import io.ssvirt.model.Urn;

/** A reference to something else: its name, left out when unknown, and its id. */
public record Ref(String name, String id) {

    /** Refers to something by name and id. */
    public static Ref to(String name, Urn id) {
        return new Ref(name, id.toString());
    }
}
