package io.ssvirt.rest.cloudapi.internal.json;

import io.ssvirt.api.ApiTokens;
import io.ssvirt.model.ApiToken;
import io.ssvirt.rest.cloudapi.internal.Times;

/** An API token; its secret is there only in the answer that gives it out. */
public record TokenDto(
        String id, String name, Ref owner, Ref org, String type, String createdDate, String lastUsed, String token) {

    /** Maps a token without its secret. */
    public static TokenDto of(ApiTokens.Detail detail) {
        return of(detail, null);
    }

    /** Maps a token that is given out. */
    public static TokenDto of(ApiTokens.Issued issued) {
        return of(issued.detail(), issued.secret().reveal());
    }

    private static TokenDto of(ApiTokens.Detail detail, String secret) {
        ApiToken token = detail.token();
        return new TokenDto(
                token.id().toString(),
                token.name(),
                Ref.to(detail.owner(), token.userId()),
                Ref.to(detail.orgName(), detail.orgId()),
                "REFRESH",
                Times.micros(token.createdAt()),
                token.lastUsedAt().map(Times::micros).orElse(null),
                secret);
    }

    @Override
    public String toString() {
        return "TokenDto[" + id + "]";
    }
}
