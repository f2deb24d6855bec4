package io.ssvirt.vapp.internal;

import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.ssvirt.api.Caller;
import io.ssvirt.api.VApps.Instantiation;
import io.ssvirt.model.CatalogItem;
import io.ssvirt.model.DnsLabel;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.Operation;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Urn;
import io.ssvirt.model.VApp;
import io.ssvirt.model.VAppState;
import io.ssvirt.model.VAppStatus;
import io.ssvirt.model.Vdc;
import io.ssvirt.model.VdcState;
import io.ssvirt.operations.spi.Journal.Request;
import io.ssvirt.store.spi.Transaction;
import io.ssvirt.store.spi.VAppRepository.Draft;

/** A vApp that is being accepted. */
final class NewVApp {

    static final String START = "start";
    static final DomainError NO_VDC = DomainError.notFound("VDC not found");

    /** In these a VDC has its namespace. */
    private static final Set<VdcState> OPEN = EnumSet.of(VdcState.READY, VdcState.UPDATING);

    private static final int MARK = 8;

    private final Caller caller;
    private final Urn vdc;
    private final CatalogItem item;
    private final Instantiation request;
    private final Urn id;
    private final Clock clock;
    private VApp written;

    NewVApp(Caller caller, Urn vdc, CatalogItem item, Instantiation request, UUID id, Clock clock) {
        this.caller = caller;
        this.vdc = vdc;
        this.item = item;
        this.request = request;
        this.id = new Urn(EntityType.VAPP, id);
        this.clock = clock;
    }

    Urn id() {
        return id;
    }

    /** Writes the vApp in its first state. The VDC is held, so that it cannot be deleted at the same moment. */
    Outcome<Request> accept(Transaction tx) {
        Optional<VApp> usual = tx.vapps().insert(draft(), OPEN, caller.scope());
        return usual.isPresent() ? written(usual.get(), Optional.empty()) : intoHeld(tx);
    }

    /** Something was in the way, which may be that the VDC is not there yet. */
    private Outcome<Request> intoHeld(Transaction tx) {
        Optional<Vdc> held = tx.vdcs().findLocked(vdc).filter(found -> caller.sees(found.orgId()));
        if (held.isEmpty() || held.get().state() == VdcState.DELETING) {
            return Outcome.refused(NO_VDC);
        }
        Vdc home = held.get();
        if (!home.enabled()) {
            return Outcome.refused(DomainError.conflict("VDC_DISABLED", "VDC \"" + home.name() + "\" is disabled"));
        }
        // Into a VDC that is still being created it is accepted, and waits until the namespace is there.
        Optional<Urn> behind =
                held.filter(now -> now.state() == VdcState.CREATING).map(Vdc::id);
        return Outcome.required(tx.vapps().insert(draft(), Set.of(home.state()), caller.scope()), NO_VDC)
                .then(vapp -> written(vapp, behind));
    }

    private Outcome<Request> written(VApp vapp, Optional<Urn> behind) {
        written = vapp;
        return Outcome.done(request(vapp, behind));
    }

    private Draft draft() {
        return new Draft(
                id,
                vdc,
                request.name(),
                request.name(),
                marked(),
                request.description(),
                item.templateNamespace(),
                item.templateName(),
                clock.instant());
    }

    /** Returns the vApp once the cluster has its instance. */
    VApp instantiated() {
        return written.in(VAppState.READY, VAppStatus.INSTANTIATING, clock.instant());
    }

    private Request request(VApp vapp, Optional<Urn> behind) {
        Map<String, String> desired = Accepted.of(vapp);
        desired.put(START, request.powerOn().map(String::valueOf).orElse(""));
        return new Request(Operation.VAPP_INSTANTIATE, id, vapp.name(), vapp.orgId(), caller.userId(), desired, behind);
    }

    /** A vApp that was renamed still has the TemplateInstance of its first name. */
    private String marked() {
        String mark = "-" + id.id().toString().substring(0, MARK);
        String name = request.name();
        return name.substring(0, Math.min(name.length(), DnsLabel.LONGEST - mark.length())) + mark;
    }
}
