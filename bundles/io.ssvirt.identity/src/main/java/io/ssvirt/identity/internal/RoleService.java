package io.ssvirt.identity.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Roles;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Role;
import io.ssvirt.model.Urn;
import io.ssvirt.store.spi.Store;

/** Shows roles; everybody who is logged in may know them (contract 3.2). */
@Component
public final class RoleService implements Roles {

    private final Store store;

    /** Takes the store, once the predefined roles are in it. */
    @Activate
    public RoleService(@Reference Store store, @Reference Bootstrap prepared) {
        this.store = store;
    }

    @Override
    public Outcome<Page<Role>> list(Caller caller, Query query) {
        return store.read(tx -> Outcome.done(tx.roles().page(query)));
    }

    @Override
    public Outcome<Role> get(Caller caller, Urn id) {
        return store.read(tx -> Outcome.required(tx.roles().find(id), DomainError.notFound("Role not found")));
    }
}
