package io.ssvirt.store.spi;

import java.time.Instant;
import java.util.Optional;

/** Leases: of several processes one holds each, until it lets go or falls silent. */
public interface LeaseRepository {

    /**
     * Takes a lease that is free or has run out, or prolongs an own one.
     *
     * @return the epoch of the term, which grows whenever the holder changes; empty when somebody else holds it
     */
    Optional<Long> acquire(String name, String holder, Instant now, Instant until);

    /** Reads a lease, whoever holds it; empty when nobody ever asked for it. */
    Optional<Lease> find(String name);

    /** Lets go of an own lease. */
    void release(String name, String holder);
}
