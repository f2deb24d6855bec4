package io.ssvirt.catalog.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Catalogs;
import io.ssvirt.cluster.spi.template.TemplateDescription;
import io.ssvirt.model.Catalog;
import io.ssvirt.model.CatalogItem;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.IdSource;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Right;
import io.ssvirt.model.Urn;
import io.ssvirt.operations.spi.ClusterGateway;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;

/** Catalogs in the database, their items in the cluster. */
@Component(configurationPid = "io.ssvirt.catalog")
@Designate(ocd = CatalogService.Config.class)
public final class CatalogService implements Catalogs {

    /** Which templates are offered. */
    @ObjectClassDefinition(name = "SSVirt catalogs")
    public @interface Config {

        @AttributeDefinition(description = "Label that a template must have to be offered; empty for none.")
        String template__label() default "template.kubevirt.io/version";

        @AttributeDefinition(description = "Annotation that a template must have to be offered; empty for none.")
        String template__annotation() default "template.kubevirt.io/containerdisks";
    }

    private static final DomainError NOT_FOUND = DomainError.notFound("Catalog not found");
    private static final DomainError ITEM_DENIED = DomainError.forbidden("Catalog item access denied");

    private final Store store;
    private final Clock clock;
    private final IdSource ids;
    private final TemplateShelf shelf;
    private final ItemFinder finder;

    /** Takes what it works with. */
    @Activate
    public CatalogService(
            @Reference Store store,
            @Reference ClusterGateway cluster,
            @Reference Clock clock,
            @Reference IdSource ids,
            Config config) {
        this.store = store;
        this.clock = clock;
        this.ids = ids;
        this.shelf = new TemplateShelf(cluster, template -> isOffered(template, config));
        this.finder = new ItemFinder(shelf);
    }

    private static boolean isOffered(TemplateDescription template, Config config) {
        return (config.template__label().isBlank() || template.labels().containsKey(config.template__label()))
                && (config.template__annotation().isBlank()
                        || template.annotations().containsKey(config.template__annotation()))
                && template.sizing().machines() > 0;
    }

    @Override
    public Outcome<Page<Counted>> list(Caller caller, Query query) {
        return caller.having(Right.CATALOG_VIEW)
                .then(who -> store.read(tx ->
                        Outcome.done(tx.catalogs().page(who.scope(), query).map(this::counted))));
    }

    @Override
    public Outcome<Counted> get(Caller caller, Urn id) {
        return visible(caller, id).map(this::counted);
    }

    @Override
    public Outcome<Counted> create(Caller caller, Draft draft) {
        Optional<String> name = draft.name().filter(text -> !text.isBlank());
        if (name.isEmpty()) {
            return Outcome.refused(DomainError.invalid("name", "field \"name\" is required"));
        }
        Urn organization = draft.organization().orElse(caller.orgId());
        return caller.having(Right.CATALOG_MANAGE)
                .then(who -> store.write(tx -> Outcome.required(
                                tx.organizations().find(organization).filter(org -> caller.sees(org.id())),
                                DomainError.notFound("Organization not found"))
                        .map(org -> {
                            Instant now = clock.instant();
                            Catalog catalog = new Catalog(
                                    new Urn(EntityType.CATALOG, ids.next()),
                                    org.id(),
                                    name.get(),
                                    draft.description().orElse(""),
                                    draft.published().orElse(false),
                                    false,
                                    true,
                                    1,
                                    now,
                                    now,
                                    Optional.of(new Catalog.Owner(caller.userId(), caller.username())));
                            tx.catalogs().insert(catalog);
                            return counted(catalog);
                        })));
    }

    @Override
    public Outcome<Counted> update(Caller caller, Urn id, Draft draft) {
        return caller.having(Right.CATALOG_MANAGE)
                .then(who -> store.write(tx -> own(tx, who, id).then(catalog -> {
                    if (draft.organization()
                            .filter(asked -> !asked.equals(catalog.orgId()))
                            .isPresent()) {
                        return Outcome.refused(DomainError.invalid(
                                "orgId", "field \"orgId\" names another organization; a catalog cannot be moved"));
                    }
                    Catalog changed = new Catalog(
                            catalog.id(),
                            catalog.orgId(),
                            draft.name().orElse(catalog.name()),
                            draft.description().orElse(catalog.description()),
                            draft.published().orElse(catalog.published()),
                            catalog.subscribed(),
                            catalog.local(),
                            catalog.version() + 1,
                            catalog.createdAt(),
                            clock.instant(),
                            catalog.owner());
                    tx.catalogs().update(changed);
                    return Outcome.done(counted(changed));
                })));
    }

    @Override
    public Outcome<Urn> delete(Caller caller, Urn id) {
        return caller.having(Right.CATALOG_MANAGE)
                .then(who -> store.write(tx -> own(tx, who, id).map(catalog -> {
                    tx.catalogs().delete(id);
                    return id;
                })));
    }

    /** Finds and holds a catalog that the caller may change; one that it only sees is refused, another is not found. */
    private static Outcome<Catalog> own(Transaction tx, Caller caller, Urn id) {
        return Outcome.required(tx.catalogs().findLocked(id).filter(found -> isVisible(caller, found)), NOT_FOUND)
                .then(catalog -> caller.sees(catalog.orgId())
                        ? Outcome.done(catalog)
                        : Outcome.<Catalog>refused(DomainError.forbidden(
                                "A catalog can be changed or deleted by its own organization only")));
    }

    @Override
    public Outcome<Page<CatalogItem>> items(Caller caller, Urn id, Query query) {
        return visible(caller, id)
                .map(catalog -> ItemList.page(shelf.offered(), query).map(template -> ItemMaker.of(catalog, template)));
    }

    @Override
    public Outcome<CatalogItem> item(Caller caller, Urn id, ItemReference item) {
        return visible(caller, id)
                .then(catalog -> finder.find(catalog, item).map(template -> ItemMaker.of(catalog, template)));
    }

    @Override
    public Outcome<CatalogItem> resolve(Caller caller, ItemReference item) {
        if (ItemFinder.hasBrokenCatalog(item)) {
            return Outcome.refused(DomainError.invalid("catalogItem.id", "Invalid catalog UUID in catalog item URN"));
        }
        return caller.having(Right.CATALOG_VIEW)
                .then(who -> catalogFor(who, item))
                .then(catalog -> finder.find(catalog, item).map(template -> ItemMaker.of(catalog, template)));
    }

    /** Finds the catalog that an id names; an id that names none stands for any catalog that the caller sees. */
    private Outcome<Catalog> catalogFor(Caller caller, ItemReference item) {
        Optional<UUID> named = ItemFinder.catalogOf(item);
        return store.read(tx -> {
            Optional<Catalog> catalog = named.flatMap(id -> tx.catalogs().find(new Urn(EntityType.CATALOG, id)));
            if (catalog.isPresent() || item.suffix().contains(":")) {
                return Outcome.required(catalog.filter(found -> isVisible(caller, found)), ITEM_DENIED);
            }
            return Outcome.required(tx.catalogs().firstVisible(caller.scope()), ITEM_DENIED);
        });
    }

    private Outcome<Catalog> visible(Caller caller, Urn id) {
        return caller.having(Right.CATALOG_VIEW)
                .then(who -> store.read(tx -> Outcome.required(
                        tx.catalogs().find(id).filter(catalog -> isVisible(who, catalog)), NOT_FOUND)));
    }

    private Counted counted(Catalog catalog) {
        return new Counted(catalog, shelf.offered().size());
    }

    private static boolean isVisible(Caller caller, Catalog catalog) {
        return catalog.published() || caller.sees(catalog.orgId());
    }
}
