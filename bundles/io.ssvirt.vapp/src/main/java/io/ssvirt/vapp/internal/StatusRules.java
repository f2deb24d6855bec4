package io.ssvirt.vapp.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.ssvirt.model.VApp;
import io.ssvirt.model.VAppState;
import io.ssvirt.model.VAppStatus;
import io.ssvirt.model.Vm;
import io.ssvirt.model.VmStatus;
import io.ssvirt.store.spi.Transaction;

/** Computes a vApp's status anew from what stands in the transaction; the row must be held. */
final class StatusRules {

    private StatusRules() {}

    /** The cluster has the instance. */
    static VApp settled(Transaction tx, VApp vapp, UUID uid, Instant now) {
        VAppStatus status = VAppStatus.of(VAppState.READY, vapp.instance(), statuses(tx, vapp));
        VApp ready = vapp.in(VAppState.READY, status, now);
        return ready.observed(ready.instance(), Optional.of(uid), ready.failure(), status, now);
    }

    /** A delete was refused. */
    static VApp back(Transaction tx, VApp vapp, Instant now) {
        return vapp.in(VAppState.READY, VAppStatus.of(VAppState.READY, vapp.instance(), statuses(tx, vapp)), now);
    }

    private static List<VmStatus> statuses(Transaction tx, VApp vapp) {
        return tx.vms().ofVApps(List.of(vapp.id())).stream().map(Vm::status).toList();
    }
}
