package io.ssvirt.model;

import java.time.Instant;
import java.util.Optional;

/**
 * A catalog of one organization; its items are the templates that the cluster offers (contract 1.7).
 *
 * @param owner who created it; empty for one from before owners were kept
 */
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
        Instant updatedAt,
        Optional<Owner> owner) {

    /** A user as known when the catalog was created. */
    public record Owner(Urn id, String name) {}

    /** Makes one whose owner is not known. */
    public Catalog(
            Urn id,
            Urn orgId,
            String name,
            String description,
            boolean published,
            boolean subscribed,
            boolean local,
            int version,
            Instant createdAt,
            Instant updatedAt) {
        this(
                id,
                orgId,
                name,
                description,
                published,
                subscribed,
                local,
                version,
                createdAt,
                updatedAt,
                Optional.empty());
    }
}
