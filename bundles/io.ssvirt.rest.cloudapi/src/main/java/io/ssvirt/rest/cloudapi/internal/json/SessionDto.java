package io.ssvirt.rest.cloudapi.internal.json;

import java.util.List;

import io.ssvirt.api.Sessions;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Role;

/** A session (contract 2.3); the web client reads org, roles and user without looking whether they are there. */
public record SessionDto(
        String id,
        Site site,
        Ref user,
        Ref org,
        Ref operatingOrg,
        String location,
        List<String> roles,
        List<Ref> roleRefs,
        int sessionIdleTimeoutMinutes) {

    /** The place that the session belongs to. */
    public record Site(String name, String id) {}

    /** Maps a session. */
    public static SessionDto of(Sessions.Details details) {
        Organization organization = details.organization();
        Ref org = organization == null ? new Ref("", "") : Ref.to(organization.name(), organization.id());
        return new SessionDto(
                details.session().id().toString(),
                new Site(details.site().name(), details.site().id()),
                Ref.to(details.user().username(), details.user().id()),
                org,
                org,
                details.site().location(),
                details.roles().stream().map(Role::name).toList(),
                details.roles().stream()
                        .map(role -> Ref.to(role.name(), role.id()))
                        .toList(),
                details.idleMinutes());
    }
}
