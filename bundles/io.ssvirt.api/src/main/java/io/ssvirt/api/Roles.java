package io.ssvirt.api;

import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Role;
import io.ssvirt.model.Urn;

/** Roles, which are sets of rights (contract 2.5). */
public interface Roles {

    /** Lists roles by name. */
    Outcome<Page<Role>> list(Caller caller, Query query);

    /** Reads one. */
    Outcome<Role> get(Caller caller, Urn id);
}
