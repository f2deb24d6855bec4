package io.ssvirt.api;

import java.util.Optional;
import java.util.OptionalLong;

import io.ssvirt.model.Urn;

/** What organizations, VDCs and vApps are called, for references to them; answered from memory as a rule. */
public interface Directory {

    /**
     * Returns the name; empty when there is no such thing, or the database is away.
     *
     * <p>It asks nobody for rights: a caller may be told the name of what the thing that it reads belongs to, and of nothing else.
     */
    Optional<String> nameOf(Urn id);

    /** Returns a number that another one follows whenever a name may have changed; empty while nobody would tell. */
    OptionalLong edition();
}
