package io.ssvirt.rest.cloudapi.internal.json;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.ssvirt.api.Roles;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.Right;
import io.ssvirt.model.Urn;
import io.ssvirt.rest.api.JsonFields;

/** Reads what a request says about a role and its rights. */
public final class RoleBody {

    private RoleBody() {}

    /** Reads a new role, which must have a name. */
    public static Roles.Draft create(JsonFields fields) {
        fields.required("name", Limits.NAME);
        return update(fields);
    }

    /** Reads changes. */
    public static Roles.Draft update(JsonFields fields) {
        return new Roles.Draft(
                fields.text("name", Limits.NAME),
                fields.text("description", Limits.DESCRIPTION),
                fields.objects("rights").map(RoleBody::rights));
    }

    /** Reads the rights of a body {@code {"values":[{"id":…,"name":…}]}}; the list must be there. */
    public static Set<Right> values(JsonFields fields) {
        Optional<List<JsonFields>> values = fields.objects("values");
        if (values.isEmpty()) {
            fields.reject("values", "must be a list of objects");
        }
        return values.map(RoleBody::rights).orElse(Set.of());
    }

    private static Set<Right> rights(List<JsonFields> references) {
        Set<Right> rights = EnumSet.noneOf(Right.class);
        for (JsonFields reference : references) {
            Optional<String> id = reference.text("id", Limits.TITLE);
            Optional<String> name = reference.text("name", Limits.TITLE);
            Optional<Right> right = id.flatMap(text -> Urn.parse(EntityType.RIGHT, text))
                    .flatMap(Right::ofId)
                    .or(() -> id.isPresent() ? Optional.empty() : name.flatMap(Right::ofText));
            right.ifPresentOrElse(
                    rights::add, () -> reference.reject(id.isPresent() ? "id" : "name", "names no right"));
        }
        return rights;
    }
}
