package io.ssvirt.rest.cloudapi.internal.json;

import java.util.List;
import java.util.Optional;

import io.ssvirt.api.Users;
import io.ssvirt.api.Users.RoleChoice;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Secret;
import io.ssvirt.model.Urn;
import io.ssvirt.rest.api.JsonFields;
import io.ssvirt.rest.cloudapi.internal.Ids;

/**
 * What a request says about a user (contract 2.4), in all spellings that clients send: the organization as {@code organizationId} or
 * {@code orgEntityRef}, a role by its id or, when that is made up, by its name.
 */
public final class UserBody {

    private static final int PROVIDER_TYPE = 50;

    private final Users.Draft draft;
    private final Optional<Member> organization;

    /** A text of the request and the member that it came in. */
    private record Member(String field, String text) {}

    private UserBody(Users.Draft draft, Optional<Member> organization) {
        this.draft = draft;
        this.organization = organization;
    }

    /** Reads a new user. */
    public static UserBody create(JsonFields fields) {
        fields.required("username", Limits.TITLE);
        fields.required("fullName", Limits.TITLE);
        fields.required("email", Limits.TITLE);
        if (fields.text("password", Limits.PASSWORD).isEmpty()) {
            fields.reject("password", "must be a non-empty string");
        }
        return update(fields);
    }

    /** Reads changes. */
    public static UserBody update(JsonFields fields) {
        Optional<Member> reference =
                fields.object("orgEntityRef").text("id", Limits.TITLE).map(text -> new Member("orgEntityRef.id", text));
        return new UserBody(
                new Users.Draft(
                        fields.text("username", Limits.TITLE),
                        fields.text("fullName", Limits.TITLE),
                        fields.text("description", Limits.DESCRIPTION),
                        fields.text("email", Limits.TITLE),
                        fields.text("password", Limits.PASSWORD).map(Secret::new),
                        Optional.empty(),
                        fields.objects("roleEntityRefs").map(UserBody::roles),
                        fields.flag("enabled"),
                        fields.flag("locked"),
                        fields.count("deployedVmQuota"),
                        fields.count("storedVmQuota"),
                        fields.text("providerType", PROVIDER_TYPE)),
                fields.text("organizationId", Limits.TITLE)
                        .map(text -> new Member("organizationId", text))
                        .or(() -> reference));
    }

    private static List<RoleChoice> roles(List<JsonFields> references) {
        return references.stream()
                .map(reference -> choice(reference.text("id", Limits.TITLE), reference.text("name", Limits.TITLE)))
                .filter(choice -> choice.id().isPresent() || choice.name().isPresent())
                .toList();
    }

    private static RoleChoice choice(Optional<String> id, Optional<String> name) {
        return new RoleChoice(id.flatMap(text -> Urn.parse(EntityType.ROLE, text)), name.or(() -> id));
    }

    /** Returns the draft; refused when the organization's id is none. */
    public Outcome<Users.Draft> draft() {
        return organization
                .map(member -> Ids.strict(EntityType.ORGANIZATION, member.text(), member.field())
                        .map(draft::in))
                .orElseGet(() -> Outcome.done(draft));
    }
}
