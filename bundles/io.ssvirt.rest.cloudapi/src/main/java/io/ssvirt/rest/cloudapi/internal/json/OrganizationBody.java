package io.ssvirt.rest.cloudapi.internal.json;

import java.util.Optional;

import io.ssvirt.api.Organizations;
import io.ssvirt.rest.api.JsonFields;

/** Reads what a request says about an organization. */
public final class OrganizationBody {

    private OrganizationBody() {}

    /** Reads a new organization, which must have a name. */
    public static Organizations.Draft create(JsonFields fields) {
        return draft(fields, Optional.of(fields.required("name", Limits.NAME)));
    }

    /** Reads changes. */
    public static Organizations.Draft update(JsonFields fields) {
        return draft(fields, fields.text("name", Limits.NAME));
    }

    private static Organizations.Draft draft(JsonFields fields, Optional<String> name) {
        return new Organizations.Draft(
                name,
                fields.text("displayName", Limits.TITLE),
                fields.text("description", Limits.DESCRIPTION),
                fields.flag("isEnabled"),
                fields.flag("canManageOrgs"),
                fields.flag("canPublish"),
                fields.text("maskedEventTaskUsername", Limits.TITLE));
    }
}
