package io.ssvirt.store.spi;

import java.time.Instant;
import java.util.Optional;

import io.ssvirt.model.ApiToken;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Urn;

/** Rows of API tokens. Names are unique among those of a user. */
public interface ApiTokenRepository {

    /** A token with whose it is. */
    record Owned(ApiToken token, String username, Urn orgId, String orgName) {}

    /** Finds by id. */
    Optional<Owned> find(Urn id);

    /** Finds by the hash of its secret. */
    Optional<Owned> findByHash(String hash);

    /**
     * Lists by name.
     *
     * @param user limits the list to one user
     * @param organization limits the list to the users of one organization
     */
    Page<Owned> page(Optional<Urn> user, Optional<Urn> organization, Query query);

    /** Counts those of a user. */
    long count(Urn user);

    /** Inserts; without a hash nobody can use it yet. */
    void insert(ApiToken token, Optional<String> hash);

    /** Gives a token that has none yet the hash of its secret; returns whether it had none. */
    boolean issue(Urn id, String hash);

    /** Notes that it was exchanged. */
    void touch(Urn id, Instant used);

    /** Deletes, together with the sessions that it opened; sends a signal under {@link Signal#IDENTITY}. */
    void delete(Urn id);
}
