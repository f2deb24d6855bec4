package io.ssvirt.vapp.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.ssvirt.cluster.spi.Observations;
import io.ssvirt.cluster.spi.Observations.Change.OfInstance;
import io.ssvirt.cluster.spi.ObservedInstance;
import io.ssvirt.cluster.spi.ObservedMachine;
import io.ssvirt.model.InstancePhase;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.VApp;
import io.ssvirt.model.VAppState;
import io.ssvirt.model.VAppStatus;
import io.ssvirt.model.Vm;
import io.ssvirt.operations.spi.ClusterGateway;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;

/**
 * Brings the rows of one vApp to what the cluster was last seen to have.
 *
 * <p>It reads the present state whatever the event was, so events lost, doubled or out of order do no harm. Instances without a
 * row are left alone: nothing is created from an observation, so nothing deleted comes back.
 */
final class InstanceMirror {

    private record Seen(Optional<ObservedInstance> instance, List<ObservedMachine> machines, boolean trusted) {}

    private final Store store;
    private final ClusterGateway cluster;
    private final Clock clock;

    InstanceMirror(Store store, ClusterGateway cluster, Clock clock) {
        this.store = store;
        this.cluster = cluster;
        this.clock = clock;
    }

    /** Mirrors one instance; committed when this returns {@code Done}. */
    Outcome<Boolean> mirror(OfInstance what) {
        return store.write(tx -> Outcome.done(mirror(tx, what)));
    }

    private static Seen seen(Observations observations, OfInstance what) {
        Optional<ObservedInstance> instance = observations.instance(what.space(), what.name());
        List<ObservedMachine> machines = instance.map(ObservedInstance::uid)
                .<List<ObservedMachine>>map(observations::machinesOf)
                .orElse(List.of());
        return new Seen(instance, machines, observations.health().state() == Observations.State.READY);
    }

    /** Looks only when it holds the row: what it writes is then never older than what it writes over. */
    boolean mirror(Transaction tx, OfInstance what) {
        Optional<VApp> row = tx.vapps().findByInstanceLocked(what.space(), what.name());
        Optional<Seen> looked = row.flatMap(vapp -> cluster.look(observations -> seen(observations, what)));
        if (looked.isEmpty() || isForeign(row.get(), looked.get())) {
            return false;
        }
        Seen seen = looked.get();
        Instant now = clock.instant();
        List<Vm> machines = machines(tx, row.get(), seen, now);
        VApp next = vapp(row.get(), seen, machines, now);
        if (next != row.get()) {
            tx.vapps().update(next);
        }
        return true;
    }

    private static boolean isForeign(VApp vapp, Seen seen) {
        Optional<UUID> label = seen.instance().flatMap(ObservedInstance::vappId);
        return label.isPresent() && !label.get().equals(vapp.id().id());
    }

    private List<Vm> machines(Transaction tx, VApp vapp, Seen seen, Instant now) {
        Map<String, Vm> before = tx.vms().ofVApps(List.of(vapp.id())).stream()
                .collect(Collectors.toMap(Vm::objectName, Function.identity()));
        if (seen.instance().isEmpty() && !seen.trusted()) {
            return List.copyOf(before.values());
        }
        List<Vm> after = new ArrayList<>();
        for (ObservedMachine machine : seen.machines()) {
            Optional<Vm> old = Optional.ofNullable(before.remove(machine.name()));
            Vm next = MachineRow.of(vapp, machine, old, now);
            if (old.isEmpty()) {
                tx.vms().insert(next);
            } else if (!next.sameAs(old.get())) {
                tx.vms().update(next);
            }
            after.add(next);
        }
        if (seen.trusted()) {
            before.values().forEach(gone -> tx.vms().delete(gone.id()));
        } else {
            // Right after a provider came, machines may not have been seen yet.
            after.addAll(before.values());
        }
        return after;
    }

    private static VApp vapp(VApp vapp, Seen seen, List<Vm> machines, Instant now) {
        InstancePhase phase = seen.instance()
                .map(ObservedInstance::phase)
                .orElse(seen.trusted() && vapp.state() == VAppState.READY ? InstancePhase.MISSING : vapp.instance());
        String failure = seen.instance().map(ObservedInstance::message).orElse(missing(phase, vapp));
        Optional<UUID> uid = seen.instance().map(ObservedInstance::uid).or(vapp::instanceUid);
        VAppStatus status = VAppStatus.of(
                vapp.state(), phase, machines.stream().map(Vm::status).toList(), isAwaited(vapp, seen));
        boolean same = phase == vapp.instance()
                && failure.equals(vapp.failure())
                && uid.equals(vapp.instanceUid())
                && status == vapp.status();
        return same ? vapp : vapp.observed(phase, uid, failure, status, now);
    }

    /** A vApp that once had its machines does not wait for them again; one whose template has none never does. */
    private static boolean isAwaited(VApp vapp, Seen seen) {
        boolean hasSome = seen.instance().stream()
                .flatMap(instance -> instance.objects().stream())
                .anyMatch(object -> "VirtualMachine".equals(object.kind()));
        return vapp.status() == VAppStatus.INSTANTIATING
                && (hasSome || seen.instance().isEmpty());
    }

    private static String missing(InstancePhase phase, VApp vapp) {
        return phase == InstancePhase.MISSING
                ? "the TemplateInstance \"" + vapp.instanceName() + "\" was removed from the cluster"
                : vapp.failure();
    }
}
