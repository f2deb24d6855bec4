package io.ssvirt.rest.cloudapi.internal.json;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

import io.ssvirt.api.Organizations.Counted;
import io.ssvirt.api.Organizations.Counts;
import io.ssvirt.api.Users;
import io.ssvirt.model.Organization;
import io.ssvirt.model.User;
import io.ssvirt.rest.cloudapi.internal.Times;

/**
 * A user (contract 1.3 and 8.4). Roles are left out when there are none. Nothing is counted for the organization within it: whoever
 * needs its numbers reads the organization.
 */
public record UserDto(
        String id,
        String username,
        String fullName,
        String description,
        String email,
        int deployedVmQuota,
        int storedVmQuota,
        String nameInSource,
        boolean enabled,
        @JsonProperty("isGroupRole") boolean groupRole,
        String providerType,
        boolean locked,
        boolean stranded,
        String organizationId,
        String organizationName,
        @JsonProperty("created_at") String createdAt,
        @JsonProperty("updated_at") String updatedAt,
        @JsonProperty("deleted_at") @JsonInclude(JsonInclude.Include.ALWAYS) String deletedAt,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Ref> roleEntityRefs,
        Ref orgEntityRef,
        OrganizationDto organization,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<RoleDto> roles,
        String name,
        String createdDate,
        String lastModified,
        String lastLogin) {

    private static final Counts NOT_COUNTED = new Counts(0, 0, 0, 0, 0);

    /** Maps a user. */
    public static UserDto of(Users.Detail detail) {
        User user = detail.user();
        Organization organization = detail.organization();
        String created = Times.micros(user.createdAt());
        String updated = Times.micros(user.updatedAt());
        return new UserDto(
                user.id().toString(),
                user.username(),
                user.fullName(),
                user.description(),
                user.email(),
                user.deployedVmQuota(),
                user.storedVmQuota(),
                user.username(),
                user.enabled(),
                false,
                user.providerType(),
                detail.locked(),
                false,
                organization.id().toString(),
                organization.name(),
                created,
                updated,
                null,
                detail.roles().stream()
                        .map(role -> Ref.to(role.name(), role.id()))
                        .toList(),
                Ref.to(organization.name(), organization.id()),
                OrganizationDto.of(new Counted(organization, NOT_COUNTED)),
                detail.roles().stream().map(RoleDto::of).toList(),
                user.username(),
                created,
                updated,
                user.lastLoginAt().map(Times::micros).orElse(null));
    }
}
