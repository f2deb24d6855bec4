package io.ssvirt.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import io.ssvirt.model.Outcome;
import io.ssvirt.model.Preferences;
import io.ssvirt.model.Secret;
import io.ssvirt.model.Urn;

/** What a user decides for itself (contract 8.3). */
public interface Profile {

    /**
     * A way to get in that a user can look at.
     *
     * @param id {@code password} or {@code api-tokens}
     * @param lastUsed when it was used last; empty before the first time
     */
    record SecuritySetting(String id, String name, String description, boolean enabled, Optional<Instant> lastUsed) {}

    /** Reads the caller's preferences. */
    Outcome<Preferences> preferences(Caller caller);

    /** Changes them; {@code change} gets what is kept and returns what to keep. */
    Outcome<Preferences> prefer(Caller caller, UnaryOperator<Preferences> change);

    /**
     * Changes the caller's password and ends its other sessions.
     *
     * @return {@code INVALID} for a wrong current password, which counts as a failed login, and for a new one against the rules
     */
    Outcome<Urn> changePassword(Caller caller, Secret current, Secret wanted);

    /** Lists the ways in. */
    Outcome<List<SecuritySetting>> security(Caller caller);

    /** Opens or closes one of them; closing {@code api-tokens} ends the sessions that such tokens opened. */
    Outcome<SecuritySetting> secure(Caller caller, String id, boolean enabled);
}
