package io.ssvirt.rest.cloudapi.internal.json;

import java.util.Optional;

import io.ssvirt.api.Catalogs;
import io.ssvirt.model.Urn;
import io.ssvirt.rest.api.JsonFields;

/**
 * What a request says about a new catalog.
 *
 * @param orgId the organization as the client wrote it
 */
public record CatalogBody(String name, Optional<String> description, String orgId, Optional<Boolean> published) {

    /** Reads a new catalog, which must have a name and an organization. */
    public static CatalogBody create(JsonFields fields) {
        String name = fields.required("name", Limits.NAME);
        Optional<String> org = fields.object("org").text("id", Limits.TITLE);
        return new CatalogBody(
                name,
                fields.text("description", Limits.DESCRIPTION),
                org.orElseGet(() -> fields.required("orgId", Limits.TITLE)),
                fields.flag("isPublished"));
    }

    /** Makes the draft, now that the organization is read. */
    public Catalogs.Draft in(Urn organization) {
        return new Catalogs.Draft(Optional.of(name), description, Optional.of(organization), published);
    }
}
