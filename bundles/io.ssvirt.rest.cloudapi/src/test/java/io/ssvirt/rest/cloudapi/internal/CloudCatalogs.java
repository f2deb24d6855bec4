package io.ssvirt.rest.cloudapi.internal;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Catalogs;
import io.ssvirt.model.CatalogItem;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Urn;

/** One catalog with one item. */
record CloudCatalogs(Cloud cloud) implements Catalogs {

    private static Counted counted() {
        return new Counted(Sample.catalog(), 12);
    }

    @Override
    public Outcome<Page<Counted>> list(Caller caller, Query query) {
        return cloud.page(query, counted());
    }

    @Override
    public Outcome<Counted> get(Caller caller, Urn id) {
        return cloud.about(id, Sample.CATALOG, CloudCatalogs::counted);
    }

    @Override
    public Outcome<Counted> create(Caller caller, Draft draft) {
        cloud.asked.add(draft);
        return cloud.answer(CloudCatalogs::counted);
    }

    @Override
    public Outcome<Counted> update(Caller caller, Urn id, Draft draft) {
        cloud.asked.add(draft);
        return cloud.about(id, Sample.CATALOG, CloudCatalogs::counted);
    }

    @Override
    public Outcome<Urn> delete(Caller caller, Urn id) {
        return cloud.about(id, Sample.CATALOG, () -> id);
    }

    @Override
    public Outcome<Page<CatalogItem>> items(Caller caller, Urn catalog, Query query) {
        return cloud.about(catalog, Sample.CATALOG, () -> query).then(asked -> cloud.page(query, Sample.item()));
    }

    @Override
    public Outcome<CatalogItem> item(Caller caller, Urn catalog, ItemReference item) {
        cloud.asked.add(item);
        return item.suffix().contains("absent")
                ? Outcome.refused(DomainError.notFound("Catalog item not found"))
                : cloud.about(catalog, Sample.CATALOG, Sample::item);
    }

    @Override
    public Outcome<CatalogItem> resolve(Caller caller, ItemReference item) {
        return cloud.answer(Sample::item);
    }
}
