package io.ssvirt.api;

import java.time.Instant;
import java.util.Optional;

import io.ssvirt.model.Outcome;

/** Which of the processes on one database has the duties that one alone may have: sweeping, and deleting what nobody needs any more. */
public interface Leader {

    /**
     * Who leads.
     *
     * @param process name of the process that was asked: its host, and an id that is new with every start
     * @param leads whether that process leads
     * @param holder name of the process that leads; empty while none does
     * @param epoch how often the leader has changed since the database was made
     * @param until when another process may take over, unless the holder prolongs; empty while none leads
     */
    record Seen(String process, boolean leads, Optional<String> holder, long epoch, Optional<Instant> until) {}

    /** Looks into the database now. */
    Outcome<Seen> seen();
}
