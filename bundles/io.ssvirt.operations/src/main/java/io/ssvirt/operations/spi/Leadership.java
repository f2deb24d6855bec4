package io.ssvirt.operations.spi;

import java.time.Instant;
import java.util.Optional;

/** Decides which of several processes has the duties that one alone may have, such as sweeping. */
public interface Leadership {

    /**
     * The time for which a process leads, unless it prolongs it.
     *
     * @param epoch grows whenever another process becomes leader
     */
    record Term(String holder, long epoch, Instant until) {}

    /** Returns the term of this process; empty while another one leads, or nobody can tell. Never blocks. */
    Optional<Term> term();

    /** Tells whether this process leads now. A duty asks before each step that must not be done twice. */
    default boolean isLeader() {
        return term().isPresent();
    }
}
