package io.ssvirt.vapp.internal;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Catalogs;
import io.ssvirt.cluster.spi.template.TemplateDescription;
import io.ssvirt.model.Catalog;
import io.ssvirt.model.CatalogItem;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Urn;
import io.ssvirt.operations.spi.ClusterGateway;

/** Offers every template of the cluster by its name; nothing else is asked of it here. */
record ClusterCatalog(ClusterGateway cluster) implements Catalogs {

    @Override
    public Outcome<CatalogItem> resolve(Caller caller, ItemReference item) {
        return Outcome.required(
                cluster.templates().stream()
                        .flatMap(all -> all.templates().stream())
                        .filter(template -> template.name().equals(item.name().orElseThrow()))
                        .map(template -> item(caller, template))
                        .findFirst(),
                DomainError.notFound("Catalog item not found"));
    }

    private static CatalogItem item(Caller caller, TemplateDescription template) {
        Catalog catalog = new Catalog(
                new Urn(EntityType.CATALOG, new UUID(4, 4)),
                caller.orgId(),
                "all",
                "",
                false,
                false,
                true,
                1,
                Instant.EPOCH,
                Instant.EPOCH);
        return new CatalogItem(
                new UUID(5, 5),
                catalog,
                template.namespace(),
                template.name(),
                template.uid(),
                "",
                "",
                "",
                List.of(),
                false,
                template.sizing(),
                template.parameters(),
                template.createdAt());
    }

    @Override
    public Outcome<Page<Counted>> list(Caller caller, Query query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Outcome<Counted> get(Caller caller, Urn id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Outcome<Counted> create(Caller caller, Draft draft) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Outcome<Counted> update(Caller caller, Urn id, Draft draft) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Outcome<Urn> delete(Caller caller, Urn id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Outcome<Page<CatalogItem>> items(Caller caller, Urn catalog, Query query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Outcome<CatalogItem> item(Caller caller, Urn catalog, ItemReference item) {
        throw new UnsupportedOperationException();
    }
}
