package io.ssvirt.api;

import java.util.List;

import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Role;
import io.ssvirt.model.Session;
import io.ssvirt.model.Urn;
import io.ssvirt.model.User;

/** Logging in and out (contract 2.3 and 3.1). */
public interface Sessions {

    /** A session with what a client is told about it. */
    record Details(
            Session session, User user, Organization organization, List<Role> roles, int idleMinutes, Site site) {}

    /** The place that a session names, from configuration. */
    record Site(String name, String id, String location) {}

    /** A fresh login; the token is given out this once. */
    record Opened(Details details, String token) {}

    /**
     * Logs a user in.
     *
     * <p>The session is committed when this returns {@code Done}.
     *
     * @param login {@code user} or {@code user@organization}, split at the last {@code @}
     * @return {@code UNAUTHENTICATED} for an unknown user or a wrong password, {@code FORBIDDEN} for a disabled user
     */
    Outcome<Opened> open(String login, String password);

    /** Finds out who sends a token; refused when its signature is wrong, or its session ended or expired. */
    Outcome<Caller> authenticate(String token);

    /** Reads the caller's own session. */
    Outcome<Details> get(Caller caller, Urn session);

    /** Ends the caller's own session; its token is worthless when this returns. */
    Outcome<Urn> close(Caller caller, Urn session);
}
