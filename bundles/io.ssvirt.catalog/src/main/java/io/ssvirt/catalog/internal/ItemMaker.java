package io.ssvirt.catalog.internal;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import io.ssvirt.cluster.spi.template.TemplateDescription;
import io.ssvirt.model.Catalog;
import io.ssvirt.model.CatalogItem;

/** Makes the catalog item of a template in a catalog (contract 1.9). */
final class ItemMaker {

    private static final String PUBLISHED = "catalog.ssvirt.io/published";

    private ItemMaker() {}

    static CatalogItem of(Catalog catalog, TemplateDescription template) {
        return new CatalogItem(
                stableId(catalog, template),
                catalog,
                template.namespace(),
                template.name(),
                template.uid(),
                first(template, "openshift.io/display-name"),
                first(template, "description", "template.openshift.io/long-description"),
                first(template, "iconClass"),
                tags(template),
                "true".equals(template.labels().get(PUBLISHED)),
                template.sizing(),
                template.parameters(),
                template.createdAt());
    }

    /** Returns the id that the item has for ever, as long as catalog and template keep theirs. */
    static UUID stableId(Catalog catalog, TemplateDescription template) {
        String name = "catalogitem/" + catalog.id().id() + "/" + template.namespace() + "/" + template.name();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private static String first(TemplateDescription template, String... annotations) {
        return Stream.of(annotations)
                .map(annotation -> template.annotations().getOrDefault(annotation, ""))
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("");
    }

    private static List<String> tags(TemplateDescription template) {
        return Stream.of(template.annotations().getOrDefault("tags", "").split(","))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .toList();
    }
}
