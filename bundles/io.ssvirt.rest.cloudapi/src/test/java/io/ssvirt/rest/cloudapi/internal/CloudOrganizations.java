package io.ssvirt.rest.cloudapi.internal;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Organizations;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Urn;

/** One organization with something in it. */
record CloudOrganizations(Cloud cloud) implements Organizations {

    private static Counted counted() {
        return new Counted(Sample.organization(), new Counts(1, 2, 3, 4, 5));
    }

    @Override
    public Outcome<Page<Counted>> list(Caller caller, Query query) {
        return cloud.page(query, counted());
    }

    @Override
    public Outcome<Counted> get(Caller caller, Urn id) {
        return cloud.about(id, Sample.ORG, CloudOrganizations::counted);
    }

    @Override
    public Outcome<Counted> create(Caller caller, Draft draft) {
        cloud.asked.add(draft);
        return cloud.answer(CloudOrganizations::counted);
    }

    @Override
    public Outcome<Counted> update(Caller caller, Urn id, Draft draft) {
        cloud.asked.add(draft);
        return cloud.about(id, Sample.ORG, CloudOrganizations::counted);
    }

    @Override
    public Outcome<Urn> delete(Caller caller, Urn id) {
        return cloud.about(id, Sample.ORG, () -> id);
    }
}
