package io.ssvirt.faults;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.Instances.Remains;
import io.ssvirt.cluster.spi.OperationKey;
import io.ssvirt.model.Operation;
import io.ssvirt.model.Outcome;
import io.ssvirt.store.spi.Intent;
import io.ssvirt.store.spi.IntentJournal;
import io.ssvirt.store.spi.Store;

/** How SSVirt would be without one of its lines of protection. */
final class Unprotected {

    private Unprotected() {}

    /** Calls the journal; without the line, nobody finds intents of others, and the epoch of a claim counts for nothing. */
    static Object journal(Lab lab, IntentJournal journal, Method method, Object[] arguments) {
        if (lab.lacks(Protection.JOURNAL) && method.getName().equals("due")) {
            return List.of();
        }
        boolean fenced = method.getName().equals("end") || method.getName().equals("release");
        if (lab.lacks(Protection.FENCE) && fenced && arguments[0] instanceof Intent old) {
            Optional<Intent> now = journal.unfinished().stream()
                    .filter(intent -> intent.id().equals(old.id()))
                    .findFirst();
            if (now.isEmpty()) {
                return true;
            }
            Object[] changed = arguments.clone();
            changed[0] = now.get();
            return FaultyStore.invoke(journal, method, changed);
        }
        return FaultyStore.invoke(journal, method, arguments);
    }

    /** Deletes rows as soon as their deletion is accepted. */
    static void bury(Store store, Trace trace) {
        for (IntentJournal.Entry entry : trace.accepted()) {
            Lab.done(store.write(tx -> {
                if (entry.operation() == Operation.VDC_DELETE) {
                    tx.vdcs().delete(entry.entity());
                } else if (entry.operation() == Operation.VAPP_DELETE) {
                    tx.vms().deleteOf(entry.entity());
                    tx.vapps().delete(entry.entity());
                }
                return Outcome.done(true);
            }));
        }
    }

    /** Answers a call that takes back what a creation made, without doing anything; empty for every other call. */
    static Optional<ClusterResult<?>> takingBack(Lab lab, String call, Object[] arguments) {
        Object last = arguments[arguments.length - 1];
        if (!lab.lacks(Protection.COMPENSATION) || !call.endsWith(".remove") || !(last instanceof OperationKey key)) {
            return Optional.empty();
        }
        Map<UUID, IntentJournal.Entry> accepted = lab.ledger().accepted();
        Operation operation = accepted.get(UUID.fromString(key.value())).operation();
        if (operation != Operation.VDC_CREATE && operation != Operation.VAPP_INSTANTIATE) {
            return Optional.empty();
        }
        return Optional.of(
                call.startsWith("spaces.")
                        ? ClusterResult.applied(Optional.empty())
                        : ClusterResult.applied(new Remains(false, false, 0)));
    }
}
