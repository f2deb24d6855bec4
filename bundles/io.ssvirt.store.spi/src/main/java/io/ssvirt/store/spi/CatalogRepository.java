package io.ssvirt.store.spi;

import java.util.Optional;

import io.ssvirt.model.Catalog;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Urn;

/** Rows of catalogs. */
public interface CatalogRepository {

    /** Finds by id. */
    Optional<Catalog> find(Urn id);

    /** Lists all, or those of one organization together with the published ones; the newest first. */
    Page<Catalog> page(Optional<Urn> visibleTo, Query query);

    /** Finds the oldest catalog that an organization sees, or the oldest of all. */
    Optional<Catalog> firstVisible(Optional<Urn> visibleTo);

    /** Finds by id and holds the row until the transaction ends. */
    Optional<Catalog> findLocked(Urn id);

    /** Inserts. */
    void insert(Catalog catalog);

    /** Updates; the row must be there. */
    void update(Catalog catalog);

    /** Deletes. */
    void delete(Urn id);
}
