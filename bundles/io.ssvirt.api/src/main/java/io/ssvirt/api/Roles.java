package io.ssvirt.api;

import java.util.Optional;
import java.util.Set;

import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Right;
import io.ssvirt.model.Role;
import io.ssvirt.model.Urn;

/**
 * Roles, which are sets of rights (contract 2.5).
 *
 * <p>The three predefined ones are read-only. Everybody who is logged in may read roles and rights; a provider with the right {@code
 * Role: Create, Edit, Delete, or Copy} makes further roles.
 */
public interface Roles {

    /** What a request says about a role; an empty field is left as it is, or empty on create. */
    record Draft(Optional<String> name, Optional<String> description, Optional<Set<Right>> rights) {}

    /** Lists roles by name. */
    Outcome<Page<Role>> list(Caller caller, Query query);

    /** Reads one. */
    Outcome<Role> get(Caller caller, Urn id);

    /** Creates one; committed when this returns {@code Done}. */
    Outcome<Role> create(Caller caller, Draft draft);

    /**
     * Changes one that is not read-only; committed when this returns {@code Done}.
     *
     * <p>From then on its users may do what it allows, with the sessions that they have.
     */
    Outcome<Role> update(Caller caller, Urn id, Draft draft);

    /** Deletes one that nobody has and that is not read-only. */
    Outcome<Urn> delete(Caller caller, Urn id);

    /** Lists the rights that there are by name; {@code role} limits the list to those of one role. */
    Outcome<Page<Right>> rights(Caller caller, Optional<Urn> role, Query query);
}
