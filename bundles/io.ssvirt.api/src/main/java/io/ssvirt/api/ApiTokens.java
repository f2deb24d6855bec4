package io.ssvirt.api;

import java.util.Optional;

import io.ssvirt.model.ApiToken;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Secret;
import io.ssvirt.model.Urn;

/**
 * Long-lived secrets that programs exchange for sessions.
 *
 * <p>A user sees and revokes its own; an administrator those of the users that it manages. A token that the caller may not know is
 * answered like one that does not exist.
 */
public interface ApiTokens {

    /** A token with whose it is. */
    record Detail(ApiToken token, String owner, Urn orgId, String orgName) {}

    /** A token with its secret, which is given out this once and kept as a hash only. */
    record Issued(Detail detail, Secret secret) {}

    /** Lists tokens by name. */
    Outcome<Page<Detail>> list(Caller caller, Query query);

    /** Reads one. */
    Outcome<Detail> get(Caller caller, Urn id);

    /** Creates one of the caller with its secret; committed when this returns {@code Done}. */
    Outcome<Issued> create(Caller caller, String name);

    /**
     * Creates one of another user with its secret; committed when this returns {@code Done}.
     *
     * @return {@code NOT_FOUND} for a user that the caller does not manage, {@code FORBIDDEN} for one who has rights that the caller lacks
     */
    Outcome<Issued> create(Caller caller, Urn user, String name);

    /** Creates one of the caller that has no secret yet. */
    Outcome<Detail> register(Caller caller, String name);

    /** Gives a token that was registered its secret; possible once. */
    Outcome<Issued> issue(Caller caller, Urn id);

    /** Deletes one and ends the sessions that it opened; both are done when this returns {@code Done}. */
    Outcome<Urn> revoke(Caller caller, Urn id);

    /**
     * Opens a session of the token's owner.
     *
     * @param organization the organization that the owner must belong to; empty for the provider's
     * @return {@code UNAUTHENTICATED} whatever is wrong
     */
    Outcome<Sessions.Opened> exchange(Optional<String> organization, Secret secret);
}
