package io.ssvirt.rest.cloudapi.internal.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

import io.ssvirt.model.Role;
import io.ssvirt.rest.cloudapi.internal.Times;

/** A role (contract 1.5). */
public record RoleDto(
        String id,
        String name,
        String description,
        String bundleKey,
        boolean readOnly,
        @JsonProperty("created_at") String createdAt,
        @JsonProperty("updated_at") String updatedAt,
        @JsonProperty("deleted_at") @JsonInclude(JsonInclude.Include.ALWAYS) String deletedAt) {

    /** Maps a role. */
    public static RoleDto of(Role role) {
        return new RoleDto(
                role.id().toString(),
                role.name(),
                role.description(),
                role.bundleKey(),
                role.readOnly(),
                Times.micros(role.createdAt()),
                Times.micros(role.updatedAt()),
                null);
    }
}
