package io.ssvirt.catalog.internal;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import io.ssvirt.api.Catalogs.ItemReference;
import io.ssvirt.cluster.spi.template.TemplateDescription;
import io.ssvirt.model.Catalog;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.Outcome;

/** Finds the template that a client means by any spelling of a catalog item id (contract 1.9, rule C11). */
final class ItemFinder {

    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private final TemplateShelf shelf;

    ItemFinder(TemplateShelf shelf) {
        this.shelf = shelf;
    }

    /** Returns the UUID of the catalog that an id names; empty when it names none. */
    static Optional<UUID> catalogOf(ItemReference item) {
        String head = item.suffix().split(":", 2)[0];
        boolean namesCatalog = item.suffix().contains(":") || item.name().isPresent();
        return namesCatalog ? uuid(head) : Optional.empty();
    }

    /** Tells whether an id claims to begin with a catalog but does not. */
    static boolean hasBrokenCatalog(ItemReference item) {
        return item.suffix().contains(":")
                && uuid(item.suffix().split(":", 2)[0]).isEmpty();
    }

    /** Finds the template. */
    Outcome<TemplateDescription> find(Catalog catalog, ItemReference item) {
        if (!shelf.isKnown()) {
            return Outcome.refused(DomainError.unavailable(
                    "The templates of the cluster are not known yet; try again later", Duration.ofSeconds(5)));
        }
        Optional<Outcome<String>> named = nameIn(item);
        if (named.isPresent() && named.get().refusal().isPresent()) {
            return named.get().then(name -> byName(name, item));
        }
        Optional<TemplateDescription> byId = item.suffix().contains(":")
                ? Optional.empty()
                : offered(template -> template.uid().equals(item.suffix())
                        || ItemMaker.stableId(catalog, template).toString().equalsIgnoreCase(item.suffix()));
        if (byId.isPresent()) {
            return Outcome.done(byId.get());
        }
        return named.<Outcome<TemplateDescription>>map(outcome -> outcome.then(name -> byName(name, item)))
                .orElseGet(() -> byName(item.suffix(), item));
    }

    /** Returns the template name that the id or the name beside it carries. */
    private static Optional<Outcome<String>> nameIn(ItemReference item) {
        int colon = item.suffix().indexOf(':');
        if (colon >= 0) {
            return Optional.of(decoded(item.suffix().substring(colon + 1)));
        }
        return item.name().map(Outcome::done);
    }

    private Outcome<TemplateDescription> byName(String name, ItemReference item) {
        Optional<TemplateDescription> offered =
                offered(template -> template.name().equals(name));
        if (offered.isPresent()) {
            return Outcome.done(offered.get());
        }
        boolean withoutMachine = shelf.any(name)
                .filter(template -> template.sizing().machines() == 0)
                .isPresent();
        return Outcome.refused(
                withoutMachine
                        ? DomainError.invalid(
                                "catalogItem",
                                "Template \"" + name + "\" contains no virtual machine, so it cannot become a vApp;"
                                        + " choose an item that the catalog lists")
                        : DomainError.notFound("Catalog item not found"));
    }

    private Optional<TemplateDescription> offered(Predicate<TemplateDescription> wanted) {
        List<TemplateDescription> offered = shelf.offered();
        return offered.stream().filter(wanted).findFirst();
    }

    private static Outcome<String> decoded(String text) {
        try {
            return Outcome.done(URLDecoder.decode(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException broken) {
            return Outcome.refused(DomainError.invalid("catalogItem.id", "Invalid catalog item name encoding"));
        }
    }

    private static Optional<UUID> uuid(String text) {
        return UUID_TEXT.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}
