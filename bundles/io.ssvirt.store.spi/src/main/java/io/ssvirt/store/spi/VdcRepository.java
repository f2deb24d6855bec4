package io.ssvirt.store.spi;

import java.util.Optional;
import java.util.Set;

import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Urn;
import io.ssvirt.model.Vdc;

/** Rows of VDCs. Namespaces are unique. */
public interface VdcRepository {

    /** Finds by id. */
    Optional<Vdc> find(Urn id);

    /** Finds by id and holds the row until the transaction ends. */
    Optional<Vdc> findLocked(Urn id);

    /** Lists those of one organization or of all, the newest first. */
    Page<Vdc> page(Optional<Urn> organization, Query query);

    /** Returns those names of namespaces in use that start with a prefix. */
    Set<String> namespacesStartingWith(String prefix);

    /** Inserts. */
    void insert(Vdc vdc);

    /** Updates; the row must be there. */
    void update(Vdc vdc);

    /** Deletes. */
    void delete(Urn id);
}
