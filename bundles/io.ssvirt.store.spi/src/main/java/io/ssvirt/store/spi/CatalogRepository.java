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

    /** Inserts. */
    void insert(Catalog catalog);

    /** Deletes. */
    void delete(Urn id);
}
