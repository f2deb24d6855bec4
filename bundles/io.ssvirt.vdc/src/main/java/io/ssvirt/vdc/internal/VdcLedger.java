package io.ssvirt.vdc.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.Operation;
import io.ssvirt.model.Urn;
import io.ssvirt.model.VApp;
import io.ssvirt.model.VAppState;
import io.ssvirt.model.VAppStatus;
import io.ssvirt.model.Vdc;
import io.ssvirt.model.VdcState;
import io.ssvirt.model.Vm;
import io.ssvirt.store.spi.Intent;
import io.ssvirt.store.spi.Transaction;

/** What the end of an intent about a VDC writes; always within the transaction in which the intent ends. */
final class VdcLedger {

    private final Clock clock;

    VdcLedger(Clock clock) {
        this.clock = clock;
    }

    /** The VDC is as the cluster is; what was accepted meanwhile keeps its own state. */
    void settle(Transaction tx, Urn vdc, VdcState from, Optional<UUID> uid) {
        tx.vdcs().settle(vdc, from, VdcState.READY, uid, clock.instant());
    }

    /** Nothing is left of the VDC: its row goes, with those of everything in it, and tombstones stay. */
    void forget(Transaction tx, Urn id, Optional<UUID> seen) {
        tx.removed().buryVdc(id, seen, clock.instant());
    }

    /** The VDC was never made: what waited for it ends with the same reason, and its rows go. */
    void unmake(Transaction tx, Urn id, DomainError reason, Optional<UUID> seen) {
        Instant now = clock.instant();
        for (VApp vapp : tx.vapps().ofVdc(id)) {
            tx.journal().unfinishedOf(vapp.id()).forEach(waiting -> tx.journal().abort(waiting.id(), reason, now));
        }
        forget(tx, id, seen);
    }

    /**
     * A change was refused or cancelled: what it changed is as before, unless a later change has set it anew. Later changes that
     * carried it along carry it no more.
     */
    void takeBack(Transaction tx, Intent change) {
        Map<String, String> back = new HashMap<>();
        changedBy(change).forEach(name -> back.put(name, change.desired().get(name)));
        List<Intent> later = tx.journal().unfinishedOf(change.entity()).stream()
                .filter(intent -> intent.operation() == Operation.VDC_UPDATE
                        && !intent.id().equals(change.id()))
                .toList();
        for (Intent next : later) {
            Set<String> own = VdcValues.changedBy(next.desired());
            Map<String, String> amended = new HashMap<>(next.desired());
            back.forEach((name, value) -> {
                amended.put(name, value);
                if (!own.contains(name)) {
                    amended.put(VdcValues.TO + name, value);
                }
            });
            back.keySet().removeAll(own);
            tx.journal().amend(next.id(), amended);
        }
        tx.vdcs().findLocked(change.entity()).ifPresent(vdc -> {
            Map<String, String> values = VdcValues.of(vdc);
            values.putAll(back);
            Vdc restored = VdcValues.restored(vdc, values, clock.instant());
            boolean last = later.isEmpty() && vdc.state() == VdcState.UPDATING;
            tx.vdcs().update(last ? restored.in(VdcState.READY, clock.instant()) : restored);
        });
    }

    /** A change that an earlier version wrote down names only what was before. */
    private static Set<String> changedBy(Intent change) {
        Map<String, String> desired = change.desired();
        boolean complete = desired.containsKey(VdcValues.TO + "name");
        return complete ? VdcValues.changedBy(desired) : desired.keySet();
    }

    /** A delete was refused or cancelled: the VDC and what is in it are as they would be without it. */
    void bringBack(Transaction tx, Intent delete) {
        List<Operation> left = new ArrayList<>();
        tx.journal().unfinishedOf(delete.entity()).stream()
                .filter(intent -> !intent.id().equals(delete.id()))
                .forEach(intent -> left.add(intent.operation()));
        if (left.contains(Operation.VDC_DELETE)) {
            return;
        }
        VdcState state = left.contains(Operation.VDC_CREATE)
                ? VdcState.CREATING
                : left.contains(Operation.VDC_UPDATE) ? VdcState.UPDATING : VdcState.READY;
        Instant now = clock.instant();
        tx.vdcs().findLocked(delete.entity()).ifPresent(vdc -> tx.vdcs().update(vdc.in(state, now)));
        for (VApp vapp : tx.vapps().ofVdc(delete.entity())) {
            if (vapp.state() == VAppState.DELETING
                    && tx.journal().unfinishedOf(vapp.id()).isEmpty()) {
                bringBack(tx, vapp, now);
            }
        }
    }

    private static void bringBack(Transaction tx, VApp vapp, Instant now) {
        List<Vm> machines = tx.vms().ofVApps(List.of(vapp.id()));
        VAppStatus status = VAppStatus.of(
                VAppState.READY,
                vapp.instance(),
                machines.stream().map(Vm::status).toList());
        tx.vapps().update(vapp.in(VAppState.READY, status, now));
    }
}
