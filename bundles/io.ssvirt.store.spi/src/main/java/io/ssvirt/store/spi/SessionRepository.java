package io.ssvirt.store.spi;

import java.time.Instant;
import java.util.Optional;

import io.ssvirt.model.Session;
import io.ssvirt.model.Urn;

/** Rows of sessions; a session that ended has none. */
public interface SessionRepository {

    /** Finds by id. */
    Optional<Session> find(Urn id);

    /** Inserts. */
    void insert(Session session);

    /** Notes that the session was used. */
    void touch(Urn id, Instant seen);

    /** Deletes. */
    void delete(Urn id);

    /** Deletes those that expired, or were last seen, before the given times; returns how many. */
    int deleteEnded(Instant expiredBefore, Instant seenBefore);
}
