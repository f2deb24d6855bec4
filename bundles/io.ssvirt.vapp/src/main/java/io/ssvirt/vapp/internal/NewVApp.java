package io.ssvirt.vapp.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.ssvirt.api.Caller;
import io.ssvirt.api.VApps.Instantiation;
import io.ssvirt.model.CatalogItem;
import io.ssvirt.model.DnsLabel;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.InstancePhase;
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

/** A vApp that is being accepted. */
final class NewVApp {

    static final String TEMPLATE_NAMESPACE = "templateNamespace";
    static final String TEMPLATE = "template";
    static final String START = "start";

    private static final int MARK = 8;

    private final Caller caller;
    private final Vdc vdc;
    private final CatalogItem item;
    private final Instantiation request;
    private final Urn id;
    private final Clock clock;

    NewVApp(Caller caller, Vdc vdc, CatalogItem item, Instantiation request, UUID id, Clock clock) {
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

    /** Refuses a name that is taken. */
    Outcome<Boolean> checkName(Transaction tx) {
        return tx.vapps().findByName(vdc.id(), request.name()).isPresent()
                ? Outcome.refused(DomainError.nameInUse("name", "Name already in use within VDC"))
                : Outcome.done(true);
    }

    /** Writes the vApp in its first state. The VDC is held, so that it cannot be deleted at the same moment. */
    Outcome<Request> accept(Transaction tx) {
        Optional<Vdc> held = tx.vdcs().findLocked(vdc.id());
        if (held.isEmpty() || held.get().state() == VdcState.DELETING) {
            return Outcome.refused(DomainError.notFound("VDC not found"));
        }
        if (!held.get().enabled()) {
            return Outcome.refused(DomainError.conflict("VDC_DISABLED", "VDC \"" + vdc.name() + "\" is disabled"));
        }
        // Into a VDC that is still being created it is accepted, and waits until the namespace is there.
        Optional<Urn> behind =
                held.filter(now -> now.state() == VdcState.CREATING).map(Vdc::id);
        return checkName(tx).map(free -> insert(tx, behind));
    }

    private Request insert(Transaction tx, Optional<Urn> behind) {
        Instant now = clock.instant();
        tx.vapps()
                .insert(new VApp(
                        id,
                        vdc.id(),
                        vdc.orgId(),
                        vdc.namespace(),
                        request.name(),
                        instanceName(tx),
                        request.description(),
                        item.templateNamespace(),
                        item.templateName(),
                        VAppState.CREATING,
                        InstancePhase.PENDING,
                        VAppStatus.INSTANTIATING,
                        Optional.empty(),
                        "",
                        now,
                        now));
        return new Request(
                Operation.VAPP_INSTANTIATE,
                id,
                request.name(),
                vdc.orgId(),
                caller.userId(),
                Map.of(
                        "namespace",
                        vdc.namespace().value(),
                        TEMPLATE_NAMESPACE,
                        item.templateNamespace(),
                        TEMPLATE,
                        item.templateName(),
                        START,
                        request.powerOn().map(String::valueOf).orElse("")),
                behind);
    }

    /** The name itself, unless a renamed vApp still has the TemplateInstance of that name. */
    private String instanceName(Transaction tx) {
        if (tx.vapps().findByInstanceLocked(vdc.namespace(), request.name()).isEmpty()) {
            return request.name();
        }
        String mark = "-" + id.id().toString().substring(0, MARK);
        String name = request.name();
        return name.substring(0, Math.min(name.length(), DnsLabel.LONGEST - mark.length())) + mark;
    }
}
