package io.ssvirt.store.spi;

import java.time.Instant;
import java.util.Optional;

import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Session;
import io.ssvirt.model.Urn;

/** Rows of sessions; a session that ended has none. Every deletion sends a signal under {@link Signal#IDENTITY}. */
public interface SessionRepository {

    /** A session with the account that it belongs to. */
    record Owned(Session session, Account account) {}

    /** Finds by id. */
    Optional<Session> find(Urn id);

    /** Finds by id together with whose it is, in one statement. */
    Optional<Owned> findOwned(Urn id);

    /** Lists those of one user that had not ended, the newest first. */
    Page<Session> page(Urn user, Query query);

    /** Inserts. */
    void insert(Session session);

    /** Notes that the session was used. */
    void touch(Urn id, Instant seen);

    /** Deletes. */
    void delete(Urn id);

    /** Deletes those of a user, but for one. */
    void deleteOfUser(Urn user, Optional<Urn> except);

    /** Deletes those that an API token opened. */
    void deleteOfToken(Urn token);

    /**
     * Deletes those that expired, or were last seen, before the given times; returns how many. What an API token opened only
     * expires.
     */
    int deleteEnded(Instant expiredBefore, Instant seenBefore);

    /** Counts those that have not expired. */
    long count(Instant now);
}
