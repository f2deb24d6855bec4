package io.ssvirt.rest.cloudapi.internal.json;

import java.util.Optional;

import io.ssvirt.api.Catalogs;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Urn;
import io.ssvirt.rest.api.JsonBody;
import io.ssvirt.rest.api.JsonFields;
import io.ssvirt.rest.cloudapi.internal.Ids;

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

    /** Reads changes; the organization may be named, but only as what it is. */
    public static Outcome<Catalogs.Draft> update(JsonBody body) {
        return body.read(CatalogBody::changes).then(Changes::toDraft);
    }

    private static Changes changes(JsonFields fields) {
        Optional<Boolean> nested = fields.object("publishConfig").flag("isPublished");
        return new Changes(
                fields.text("name", Limits.NAME),
                fields.text("description", Limits.DESCRIPTION),
                fields.object("org").text("id", Limits.TITLE).or(() -> fields.text("orgId", Limits.TITLE)),
                fields.flag("isPublished").or(() -> nested));
    }

    private record Changes(
            Optional<String> name, Optional<String> description, Optional<String> orgId, Optional<Boolean> published) {

        Outcome<Catalogs.Draft> toDraft() {
            return orgId.map(text -> Ids.prefixed(EntityType.ORGANIZATION, text).map(Optional::of))
                    .orElseGet(() -> Outcome.done(Optional.empty()))
                    .map(org -> new Catalogs.Draft(name, description, org, published));
        }
    }

    /** Makes the draft, now that the organization is read. */
    public Catalogs.Draft in(Urn organization) {
        return new Catalogs.Draft(Optional.of(name), description, Optional.of(organization), published);
    }
}
