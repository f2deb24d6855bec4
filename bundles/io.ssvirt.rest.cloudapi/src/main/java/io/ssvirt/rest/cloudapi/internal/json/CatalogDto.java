package io.ssvirt.rest.cloudapi.internal.json;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.ssvirt.api.Catalogs;
import io.ssvirt.model.Catalog;
import io.ssvirt.rest.cloudapi.internal.Times;

/** A catalog (contract 1.7). There is no media, which the constants say. */
public record CatalogDto(
        String id,
        String name,
        String description,
        Ref org,
        String orgId,
        String orgName,
        @JsonProperty("isPublished") boolean published,
        @JsonProperty("isSubscribed") boolean subscribed,
        String creationDate,
        long numberOfVAppTemplates,
        int numberOfMedia,
        List<Object> catalogStorageProfiles,
        Publish publishConfig,
        Subscription subscriptionConfig,
        Map<String, Object> distributedCatalogConfig,
        Owner owner,
        @JsonProperty("isLocal") boolean local,
        int version) {

    /** Whether other organizations see it. */
    public record Publish(@JsonProperty("isPublished") boolean published) {}

    /** Whether it follows another catalog. */
    public record Subscription(@JsonProperty("isSubscribed") boolean subscribed) {}

    /** Whose it is. */
    public record Owner(String name, String id) {}

    /** Maps a catalog. */
    public static CatalogDto of(Catalogs.Counted counted, Ref org) {
        Catalog catalog = counted.catalog();
        return new CatalogDto(
                catalog.id().toString(),
                catalog.name(),
                catalog.description(),
                org,
                org.id(),
                org.name(),
                catalog.published(),
                catalog.subscribed(),
                Times.seconds(catalog.createdAt()),
                counted.templates(),
                0,
                List.of(),
                new Publish(catalog.published()),
                new Subscription(catalog.subscribed()),
                Map.of(),
                catalog.owner()
                        .map(owner -> new Owner(owner.name(), owner.id().toString()))
                        .orElse(new Owner(null, "")),
                catalog.local(),
                catalog.version());
    }
}
