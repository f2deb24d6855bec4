package io.ssvirt.vdc.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.Operation;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Urn;
import io.ssvirt.model.VApp;
import io.ssvirt.model.VAppState;
import io.ssvirt.model.Vdc;
import io.ssvirt.model.VdcState;
import io.ssvirt.operations.spi.Journal.Request;
import io.ssvirt.store.spi.Transaction;

/** The deletion of a VDC that is being accepted; what stands against it is found before anything is touched. */
final class VdcBurial {

    /** Whether the VDC goes with everything in it. */
    static final String RECURSIVE = "recursive";

    private VdcBurial() {}

    /**
     * Turns a VDC, whose row is held, into a tombstone.
     *
     * @param recursive with its vApps; otherwise it must have none
     * @param force although machines are running
     */
    static Outcome<Request> accept(
            Transaction tx, Vdc vdc, Urn initiator, boolean recursive, boolean force, Instant now) {
        List<VApp> vapps = tx.vapps().ofVdc(vdc.id());
        if (!recursive && vapps.stream().anyMatch(vapp -> vapp.state() != VAppState.DELETING)) {
            return Outcome.refused(DomainError.conflict("IN_USE", "Cannot delete VDC with dependent resources"));
        }
        if (!force && !vapps.isEmpty() && tx.vms().anyRunning(vdc.id())) {
            return Outcome.refused(DomainError.conflict(
                    "RUNNING",
                    "VDC \"" + vdc.name() + "\" contains running VMs; power them off, or ask with force=true"));
        }
        if (vdc.state() != VdcState.DELETING) {
            tx.vdcs().update(vdc.in(VdcState.DELETING, now));
        }
        if (recursive && !vapps.isEmpty()) {
            tx.vapps().buryOfVdc(vdc.id(), now);
        }
        return Outcome.done(new Request(
                Operation.VDC_DELETE,
                vdc.id(),
                vdc.name(),
                vdc.orgId(),
                initiator,
                Map.of("namespace", vdc.namespace().value(), RECURSIVE, String.valueOf(recursive))));
    }
}
