package io.ssvirt.store.spi;

import java.util.List;

import io.ssvirt.model.Organization;
import io.ssvirt.model.Role;
import io.ssvirt.model.User;

/** A user with the organization and the roles that decide what the user may do. */
public record Account(User user, Organization organization, List<Role> roles) {

    /** Keeps its own copy of the roles. */
    public Account {
        roles = List.copyOf(roles);
    }
}
