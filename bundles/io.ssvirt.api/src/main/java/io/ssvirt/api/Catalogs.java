package io.ssvirt.api;

import java.util.Optional;

import io.ssvirt.model.Catalog;
import io.ssvirt.model.CatalogItem;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Urn;

/** Catalogs and the templates that they offer (contract 2.9 and 2.10). */
public interface Catalogs {

    /** What a request says about a catalog; an empty field is left as it is, or at its default on create. */
    record Draft(
            Optional<String> name,
            Optional<String> description,
            Optional<Urn> organization,
            Optional<Boolean> published) {}

    /** A catalog with the number of templates that it offers. */
    record Counted(Catalog catalog, long templates) {}

    /**
     * How a client names an item: by any spelling of contract 1.9.
     *
     * @param suffix what follows {@code urn:vcloud:catalogitem:}, still percent-encoded
     * @param name the name sent beside the id, if one was
     */
    record ItemReference(String suffix, Optional<String> name) {}

    /** Lists own and published catalogs, the newest first. */
    Outcome<Page<Counted>> list(Caller caller, Query query);

    /** Reads one that the caller sees. */
    Outcome<Counted> get(Caller caller, Urn id);

    /** Creates one; committed when this returns {@code Done}. */
    Outcome<Counted> create(Caller caller, Draft draft);

    /** Changes one of the caller's organization; committed when this returns {@code Done}. */
    Outcome<Counted> update(Caller caller, Urn id, Draft draft);

    /** Deletes one; committed when this returns {@code Done}. */
    Outcome<Urn> delete(Caller caller, Urn id);

    /** Lists the items of a catalog by name, from the last good answer of the cluster. */
    Outcome<Page<CatalogItem>> items(Caller caller, Urn catalog, Query query);

    /** Reads one item of a catalog. */
    Outcome<CatalogItem> item(Caller caller, Urn catalog, ItemReference item);

    /** Finds the item that a request to instantiate names, in any catalog that the caller sees. */
    Outcome<CatalogItem> resolve(Caller caller, ItemReference item);
}
