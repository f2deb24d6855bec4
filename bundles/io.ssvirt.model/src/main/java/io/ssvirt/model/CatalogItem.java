package io.ssvirt.model;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A template as one catalog offers it. It has no row; it is derived from the template (contract 1.9).
 *
 * @param stableId name-based from catalog and template, the same after every restart
 * @param templateUid identity of the template in the cluster
 */
public record CatalogItem(
        UUID stableId,
        Catalog catalog,
        String templateNamespace,
        String templateName,
        String templateUid,
        String displayName,
        String description,
        String iconClass,
        List<String> tags,
        boolean published,
        TemplateSizing sizing,
        List<TemplateParameter> parameters,
        Instant createdAt) {

    /** Keeps its own copies of the lists. */
    public CatalogItem {
        tags = List.copyOf(tags);
        parameters = List.copyOf(parameters);
    }
}
