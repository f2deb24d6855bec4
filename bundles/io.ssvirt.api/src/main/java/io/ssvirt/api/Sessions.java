package io.ssvirt.api;

import java.util.List;

import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Role;
import io.ssvirt.model.Secret;
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
    record Opened(Details details, String token) {

        @Override
        public String toString() {
            return "Opened[" + details.session().id() + "]";
        }
    }

    /**
     * Logs a user in.
     *
     * <p>The session is committed when this returns {@code Done}.
     *
     * @param login {@code user} or {@code user@organization}, split at the last {@code @}
     * @return {@code UNAUTHENTICATED} for an unknown user, a wrong password and a locked user, {@code FORBIDDEN} for a disabled user
     */
    Outcome<Opened> open(String login, Secret password);

    /** Logs a user in who belongs to the provider's organization; anybody else is answered like an unknown user. */
    Outcome<Opened> openForProvider(String login, Secret password);

    /** Finds out who sends a token; refused when its signature is wrong, or its session ended or expired. */
    Outcome<Caller> authenticate(String token);

    /** Lists the sessions of the caller's user, the newest first. */
    Outcome<Page<Details>> list(Caller caller, Query query);

    /** Reads a session of the caller's user. */
    Outcome<Details> get(Caller caller, Urn session);

    /** Ends a session of the caller's user; its token is worthless when this returns {@code Done}. */
    Outcome<Urn> close(Caller caller, Urn session);
}
