package io.ssvirt.rest.cloudapi.internal.json;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.ssvirt.model.User;

/** Who is logged in, in the envelope of contract 2.14. */
public record ProfileDto(boolean success, Data data) {

    /** The user. */
    public record Data(String id, String username, String email, @JsonProperty("full_name") String fullName) {}

    /** Maps a user. */
    public static ProfileDto of(User user) {
        return new ProfileDto(true, new Data(user.id().toString(), user.username(), user.email(), user.fullName()));
    }
}
