package io.ssvirt.rest.cloudapi.internal;

import java.util.Optional;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Users;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Urn;

/** One user. */
record CloudUsers(Cloud cloud) implements Users {

    @Override
    public Outcome<Page<Detail>> list(Caller caller, Optional<Urn> organization, Query query) {
        return cloud.page(query, Sample.userDetail());
    }

    @Override
    public Outcome<Detail> get(Caller caller, Urn id) {
        return cloud.about(id, Sample.USER, Sample::userDetail);
    }

    @Override
    public Outcome<Detail> create(Caller caller, Draft draft) {
        cloud.asked.add(draft);
        return cloud.answer(Sample::userDetail);
    }

    @Override
    public Outcome<Detail> update(Caller caller, Urn id, Draft draft) {
        cloud.asked.add(draft);
        return cloud.about(id, Sample.USER, Sample::userDetail);
    }

    @Override
    public Outcome<Urn> delete(Caller caller, Urn id) {
        return cloud.about(id, Sample.USER, () -> id);
    }
}
