package io.ssvirt.rest.cloudapi.internal;

import java.util.List;
import java.util.Optional;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Roles;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Right;
import io.ssvirt.model.Role;
import io.ssvirt.model.Urn;

/** One role. */
record CloudRoles(Cloud cloud) implements Roles {

    @Override
    public Outcome<Page<Role>> list(Caller caller, Query query) {
        return cloud.page(query, Sample.role());
    }

    @Override
    public Outcome<Role> get(Caller caller, Urn id) {
        return cloud.about(id, Sample.ROLE, Sample::role);
    }

    @Override
    public Outcome<Role> create(Caller caller, Draft draft) {
        cloud.asked.add(draft);
        return cloud.answer(Sample::role);
    }

    @Override
    public Outcome<Role> update(Caller caller, Urn id, Draft draft) {
        cloud.asked.add(draft);
        return cloud.about(id, Sample.ROLE, Sample::role);
    }

    @Override
    public Outcome<Urn> delete(Caller caller, Urn id) {
        return cloud.about(id, Sample.ROLE, () -> id);
    }

    @Override
    public Outcome<Page<Right>> rights(Caller caller, Optional<Urn> role, Query query) {
        return cloud.answer(() -> new Page<>(List.of(Right.VAPP_VIEW), 1, query.page(), query.pageSize()));
    }
}
