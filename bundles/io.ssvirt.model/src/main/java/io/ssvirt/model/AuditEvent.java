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
 * @param status HTTP status of the answer; for a command of the console, the one that the API would have answered with
 * @param code stable word of the error; empty when it was done
 * @param address network address of the client; empty when there is none
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

    /** Name of the log that has every event as well, below the one that the container writes its own to. */
    public static final String LOG = "audit.ssvirt";

    private static final int FIRST_ERROR = 400;

    /**
     * Who asked; id and organization are empty when nobody is known by that name, or nobody proved to be it.
     *
     * @param name the user name, as it was typed when nobody is known by it
     */
    public record Actor(Optional<Urn> id, String name, Optional<Urn> orgId) {

        /** Keeps the name on one line. */
        public Actor {
            name = LogText.clean(name);
        }
    }

    /** What it was about; both texts are empty when a request names nothing. */
    public record Target(String id, String name) {

        /** Keeps both on one line. */
        public Target {
            id = LogText.clean(id);
            name = LogText.clean(name);
        }
    }

    /** Tells whether what was asked for was done or accepted. */
    public boolean isSuccess() {
        return status < FIRST_ERROR;
    }

    /** Returns the line that the log has about it. */
    public String line() {
        return "%s requestId=%s user=%s org=%s action=%s target=%s name=%s status=%s code=%s address=%s"
                .formatted(
                        at,
                        requestId,
                        actor.name(),
                        actor.orgId().map(Urn::toString).orElse("-"),
                        action,
                        target.id(),
                        target.name(),
                        status,
                        code.orElse("-"),
                        address);
    }
}
