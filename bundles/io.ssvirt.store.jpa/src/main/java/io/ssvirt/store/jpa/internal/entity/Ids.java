package io.ssvirt.store.jpa.internal.entity;

import java.util.UUID;

import io.ssvirt.model.EntityType;
import io.ssvirt.model.Urn;

/** Ids as columns hold them: the UUID alone, because the table says the type. */
public final class Ids {

    private Ids() {}

    /** Returns what the column holds. */
    public static String text(Urn urn) {
        return urn.id().toString();
    }

    /** Returns the URN of what a column holds. */
    public static Urn urn(EntityType type, String id) {
        return new Urn(type, UUID.fromString(id));
    }
}
