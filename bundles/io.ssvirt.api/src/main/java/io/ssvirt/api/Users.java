package io.ssvirt.api;

import java.util.List;
import java.util.Optional;

import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Role;
import io.ssvirt.model.Secret;
import io.ssvirt.model.Urn;
import io.ssvirt.model.User;

/**
 * Who may log in (contract 2.4).
 *
 * <p>An administrator of an organization sees and changes the users of that organization, the provider's all; a user of another
 * organization is not found. Nobody grants a right that the grantor lacks, nor changes a user who has such a right.
 */
public interface Users {

    /**
     * A role as a request names it.
     *
     * @param id its id; empty when only the name counts
     * @param name its name
     */
    record RoleChoice(Optional<Urn> id, Optional<String> name) {}

    /** What a request says about a user; an empty field is left as it is, or at its default on create. */
    record Draft(
            Optional<String> username,
            Optional<String> fullName,
            Optional<String> description,
            Optional<String> email,
            Optional<Secret> password,
            Optional<Urn> organization,
            Optional<List<RoleChoice>> roles,
            Optional<Boolean> enabled,
            Optional<Boolean> locked,
            Optional<Integer> deployedVmQuota,
            Optional<Integer> storedVmQuota,
            Optional<String> providerType) {

        /** Says nothing. */
        public static final Draft NOTHING = new Draft(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        /** Returns the same for another organization. */
        public Draft in(Urn other) {
            return new Draft(
                    username,
                    fullName,
                    description,
                    email,
                    password,
                    Optional.of(other),
                    roles,
                    enabled,
                    locked,
                    deployedVmQuota,
                    storedVmQuota,
                    providerType);
        }
    }

    /**
     * A user with everything that its roles and its organization add.
     *
     * @param locked whether logins are refused just now
     */
    record Detail(User user, Organization organization, List<Role> roles, boolean locked) {}

    /** Lists users by name; {@code organization} limits the list further than the caller's own sight does. */
    Outcome<Page<Detail>> list(Caller caller, Optional<Urn> organization, Query query);

    /** Reads one; everybody may read itself. */
    Outcome<Detail> get(Caller caller, Urn id);

    /**
     * Creates one; committed when this returns {@code Done}.
     *
     * @return {@code NAME_IN_USE}, or {@code INVALID} for a role or an organization that does not exist and a password that is
     *     too short or too long
     */
    Outcome<Detail> create(Caller caller, Draft draft);

    /**
     * Changes one; committed when this returns {@code Done}.
     *
     * <p>A new password ends the user's sessions. The caller cannot disable itself, and the last active System Administrator can
     * be neither disabled nor demoted ({@code LAST_ADMINISTRATOR}). {@code locked} can only be set to false.
     */
    Outcome<Detail> update(Caller caller, Urn id, Draft draft);

    /** Deletes one; its sessions and API tokens are worthless when this returns {@code Done}. */
    Outcome<Urn> delete(Caller caller, Urn id);
}
