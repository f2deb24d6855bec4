package io.ssvirt.vdc.internal;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.Operation;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Urn;
import io.ssvirt.model.Vdc;
import io.ssvirt.operations.spi.Journal.Request;
import io.ssvirt.store.spi.Intent;
import io.ssvirt.store.spi.Transaction;
import io.ssvirt.store.spi.VdcRepository.Contents;

/** The deletion of a VDC that is being accepted; what stands against it is found before anything reaches the cluster. */
final class VdcBurial {

    /** Whether the VDC goes with everything in it. */
    static final String RECURSIVE = "recursive";

    /** Whether nothing in it had to be waited for when it was accepted; nothing can begin in it afterwards. */
    private static final String QUIET = "quiet";

    private VdcBurial() {}

    /**
     * Turns a VDC into a tombstone, which holds its row, and returns what is in it; empty when there is none.
     *
     * @param recursive whether its vApps become tombstones as well
     */
    static Optional<Contents> bury(Transaction tx, Urn vdc, boolean recursive, Instant now) {
        if (!tx.vdcs().bury(vdc, now)) {
            return Optional.empty();
        }
        return recursive ? tx.vdcs().buryContents(vdc, now) : tx.vdcs().findWithContents(vdc);
    }

    /**
     * Accepts the deletion of a VDC that was buried in the same transaction.
     *
     * @param recursive with its vApps; otherwise it must have none
     * @param force although machines are running
     */
    static Outcome<Request> accept(Contents buried, Urn initiator, boolean recursive, boolean force) {
        Vdc vdc = buried.vdc();
        if (!recursive && buried.living() > 0) {
            return Outcome.refused(inUse());
        }
        if (!force && buried.running()) {
            return Outcome.refused(DomainError.conflict(
                    "RUNNING",
                    "VDC \"" + vdc.name() + "\" contains running VMs; power them off, or ask with force=true"));
        }
        boolean quiet = !buried.busy() && (recursive || buried.vapps() == 0);
        return Outcome.done(new Request(
                Operation.VDC_DELETE,
                vdc.id(),
                vdc.name(),
                vdc.orgId(),
                initiator,
                Map.of(
                        "namespace",
                        vdc.namespace().value(),
                        RECURSIVE,
                        String.valueOf(recursive),
                        QUIET,
                        String.valueOf(quiet))));
    }

    /** It has vApps that stay. */
    static DomainError inUse() {
        return DomainError.conflict("IN_USE", "Cannot delete VDC with dependent resources");
    }

    /** Tells whether the first attempt need not ask whether anything in the VDC is still being worked on. */
    static boolean isQuiet(Intent intent) {
        return intent.attempts() <= 1 && Boolean.parseBoolean(intent.desired().get(QUIET));
    }
}
