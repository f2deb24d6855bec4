package io.ssvirt.rest.cloudapi.internal.json;

import java.time.Duration;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

import io.ssvirt.api.ApiTokens;
import io.ssvirt.api.Sessions;
import io.ssvirt.model.Session;

/** Bodies of the OAuth endpoints, in the spelling of RFC 6749. */
public final class OAuthDto {

    private OAuthDto() {}

    /** A client that was registered; its id is the UUID of the API token. */
    public record Client(
            @JsonProperty("client_id") String id,
            @JsonProperty("client_name") String name,
            @JsonProperty("token_endpoint_auth_method") String method) {

        /** Maps a token that was registered. */
        public static Client of(ApiTokens.Detail detail) {
            return new Client(
                    detail.token().id().id().toString(), detail.token().name(), "none");
        }
    }

    /** What a token was exchanged for. */
    public record Tokens(
            @JsonProperty("access_token") String access,
            @JsonProperty("token_type") String type,
            @JsonProperty("expires_in") long seconds,
            @JsonProperty("refresh_token") @JsonInclude(JsonInclude.Include.ALWAYS) String refresh) {

        /** Maps a session that was opened. */
        public static Tokens of(Sessions.Opened opened) {
            Session session = opened.details().session();
            return new Tokens(opened.token(), "Bearer", left(session), null);
        }

        /** Maps an API token that was given out to whoever has a session. */
        public static Tokens of(ApiTokens.Issued issued, Sessions.Details details, String access) {
            return new Tokens(
                    access, "Bearer", left(details.session()), issued.secret().reveal());
        }

        private static long left(Session session) {
            return Duration.between(session.createdAt(), session.expiresAt()).toSeconds();
        }

        @Override
        public String toString() {
            return "Tokens[hidden]";
        }
    }

    /** Why there is no token; {@code code} and {@code message} are there for clients of the other paths. */
    public record Failure(
            String error, @JsonProperty("error_description") String description, int code, String message) {}
}
