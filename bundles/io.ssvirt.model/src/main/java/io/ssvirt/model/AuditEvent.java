package io.ssvirt.model;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Who asked for what, and what came of it. It never holds a secret: no header, no query and no body gets here.
 *
 * @param requestId the id that the log lines of the request carry
 * @param actor who asked
 * @param action noun and verb, as in {@code vdcs/create}
 * @param target what it was about
 * @param status HTTP status of the answer
 * @param code stable word of the error; empty when it was done
 * @param address network address of the client
 */
public record AuditEvent(
        UUID id,
        Instant at,
        String requestId,
        Actor actor,
        String action,
        Target target,
        int status,
        Optional<String> code,
        String address) {

    private static final int FIRST_ERROR = 400;

    /**
     * Who asked; id and organization are empty when nobody is known by that name, or nobody proved to be it.
     *
     * @param name the user name, as it was typed when nobody is known by it
     */
    public record Actor(Optional<Urn> id, String name, Optional<Urn> orgId) {}

    /** What it was about; both texts are empty when a request names nothing. */
    public record Target(String id, String name) {}

    /** Tells whether what was asked for was done or accepted. */
    public boolean isSuccess() {
        return status < FIRST_ERROR;
    }
}
