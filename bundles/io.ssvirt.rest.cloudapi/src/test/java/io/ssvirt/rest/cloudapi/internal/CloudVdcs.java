package io.ssvirt.rest.cloudapi.internal;

import java.util.function.Function;
import java.util.function.Supplier;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Change;
import io.ssvirt.api.Vdcs;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.Operation;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Urn;
import io.ssvirt.model.Vdc;
import io.ssvirt.model.VdcState;

/** One VDC. */
record CloudVdcs(Cloud cloud) implements Vdcs {

    @Override
    public Outcome<Page<Vdc>> listOf(Caller caller, Urn organization, Query query) {
        return administered(caller, organization, () -> query)
                .then(asked -> cloud.page(query, Sample.vdc(VdcState.READY)));
    }

    @Override
    public Outcome<Page<Vdc>> list(Caller caller, Query query) {
        return cloud.page(query, Sample.vdc(VdcState.READY));
    }

    @Override
    public Outcome<Vdc> get(Caller caller, Urn id) {
        return cloud.about(id, Sample.VDC, () -> Sample.vdc(VdcState.READY));
    }

    @Override
    public Outcome<Vdc> getOf(Caller caller, Urn organization, Urn id) {
        return administered(caller, organization, () -> id).then(urn -> get(caller, urn));
    }

    @Override
    public Outcome<Change<Vdc>> create(Caller caller, Urn organization, Draft draft) {
        cloud.asked.add(draft);
        return administered(caller, organization, () -> changed(Operation.VDC_CREATE, VdcState.CREATING));
    }

    @Override
    public Outcome<Change<Vdc>> update(Caller caller, Urn organization, Urn id, Function<Vdc, Outcome<Draft>> draft) {
        return getOf(caller, organization, id).then(draft).map(asked -> {
            cloud.asked.add(asked);
            return changed(Operation.VDC_UPDATE, VdcState.UPDATING);
        });
    }

    @Override
    public Outcome<Change<Vdc>> delete(Caller caller, Urn organization, Urn id) {
        return getOf(caller, organization, id).map(vdc -> changed(Operation.VDC_DELETE, VdcState.DELETING));
    }

    @Override
    public Outcome<Change<Vdc>> deleteWithContents(Caller caller, Urn organization, Urn id, boolean force) {
        cloud.asked.add(force ? "with contents by force" : "with contents");
        return delete(caller, organization, id);
    }

    private Change<Vdc> changed(Operation operation, VdcState underWay) {
        return cloud.change(operation, Sample.VDC, Sample.vdc(cloud.finished ? VdcState.READY : underWay));
    }

    private <T> Outcome<T> administered(Caller caller, Urn organization, Supplier<T> value) {
        return caller.isProvider()
                ? cloud.about(organization, Sample.ORG, value)
                : Outcome.refused(DomainError.forbidden("System Administrator role required"));
    }
}
