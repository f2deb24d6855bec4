package io.ssvirt.vapp.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.ssvirt.api.Caller;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.Operation;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Urn;
import io.ssvirt.model.VApp;
import io.ssvirt.model.VAppState;
import io.ssvirt.model.VAppStatus;
import io.ssvirt.model.VmStatus;
import io.ssvirt.operations.spi.Journal.Request;
import io.ssvirt.store.spi.Transaction;

/** The deletion of a vApp that is being accepted; what stands against it is found before anything is touched. */
final class VAppBurial {

    private final Caller caller;
    private final Urn id;
    private final boolean force;
    private final Clock clock;

    VAppBurial(Caller caller, Urn id, boolean force, Clock clock) {
        this.caller = caller;
        this.id = id;
        this.force = force;
        this.clock = clock;
    }

    static VApp buried(VApp vapp, Instant now) {
        return vapp.in(VAppState.DELETING, VAppStatus.DELETING, now);
    }

    Outcome<Request> accept(Transaction tx) {
        return Outcome.required(tx.vapps().findLocked(id), DomainError.notFound("vApp not found"))
                .then(vapp -> {
                    if (!force && isRunning(tx)) {
                        return Outcome.refused(DomainError.invalid("force", "vApp contains running VMs"));
                    }
                    if (vapp.state() != VAppState.DELETING) {
                        tx.vapps().update(buried(vapp, clock.instant()));
                    }
                    return Outcome.done(new Request(
                            Operation.VAPP_DELETE,
                            id,
                            vapp.name(),
                            vapp.orgId(),
                            caller.userId(),
                            Map.of("namespace", vapp.namespace().value())));
                });
    }

    private boolean isRunning(Transaction tx) {
        return tx.vms().ofVApps(List.of(id)).stream().anyMatch(vm -> vm.status() == VmStatus.POWERED_ON);
    }
}
