package io.ssvirt.model;

import java.time.Instant;

/** A catalog of one organization; its items are the templates that the cluster offers (contract 1.7). */
public record Catalog(
        Urn id,
        Urn orgId,
        String name,
        String description,
        boolean published,
        boolean subscribed,
        boolean local,
        int version,
        Instant createdAt,
        Instant updatedAt) {}
