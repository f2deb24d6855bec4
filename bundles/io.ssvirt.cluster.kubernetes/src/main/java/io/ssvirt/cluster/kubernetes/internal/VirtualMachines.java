package io.ssvirt.cluster.kubernetes.internal;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.fabric8.kubernetes.client.KubernetesClientException;

import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.MachineChange;
import io.ssvirt.cluster.spi.MachineReference;
import io.ssvirt.cluster.spi.Machines;
import io.ssvirt.cluster.spi.ObservedMachine;
import io.ssvirt.cluster.spi.OperationKey;
import io.ssvirt.cluster.spi.RefusalReason;
import io.ssvirt.model.PowerAction;

/** VirtualMachines of KubeVirt. */
final class VirtualMachines implements Machines {

    private final Api api;
    private final PowerCalls calls;
    private final Hardware hardware;

    VirtualMachines(Api api, Hardware hardware) {
        this.api = api;
        this.hardware = hardware;
        this.calls = new PowerCalls(api);
    }

    @Override
    public ClusterResult<ObservedMachine> power(MachineReference machine, PowerAction action, OperationKey key) {
        return present("change the power of", machine, there -> switched(machine, there, action));
    }

    @Override
    public ClusterResult<ObservedMachine> change(MachineReference machine, MachineChange change, OperationKey key) {
        return present("change", machine, there -> MachinePatch.of(there, change)
                .then(patch -> ClusterResult.applied(joined(api.merge(Kind.MACHINE, patch)))));
    }

    @Override
    public ClusterResult<Optional<ObservedMachine>> remove(MachineReference machine, OperationKey key) {
        return Failures.guarded("delete", called(machine), () -> {
            find(machine).map(Metadata::of).filter(there -> !there.deleting()).ifPresent(this::delete);
            return ClusterResult.applied(find(machine).map(this::joined));
        });
    }

    @Override
    public ClusterResult<Optional<ObservedMachine>> observe(MachineReference machine) {
        return Failures.guarded(
                "get",
                called(machine),
                () -> ClusterResult.applied(find(machine).map(this::joined)));
    }

    /** Does something to a machine that is there and stays. */
    private ClusterResult<ObservedMachine> present(
            String verb, MachineReference machine, Function<Map<String, Object>, ClusterResult<ObservedMachine>> work) {
        return Failures.guarded(verb, called(machine), () -> {
            Optional<Map<String, Object>> there = find(machine);
            if (there.isEmpty()) {
                return ClusterResult.refused(RefusalReason.NOT_FOUND, called(machine) + " is not there");
            }
            if (Metadata.of(there.get()).deleting()) {
                return ClusterResult.refused(RefusalReason.TERMINATING, called(machine) + " is being deleted");
            }
            return work.apply(there.get());
        });
    }

    private ClusterResult<ObservedMachine> switched(
            MachineReference machine, Map<String, Object> there, PowerAction action) {
        return switch (calls.make(there, action)) {
            case ACCEPTED -> ClusterResult.applied(joined(find(machine).orElse(there)));
            case NOT_SERVED -> patched(there, action, "this cluster does not serve the calls of KubeVirt");
            case NOT_FOR_ITS_STRATEGY -> patched(there, action, "its run strategy does not allow it");
        };
    }

    /** Asks for the other state in the object itself, which can say no more than whether it shall run. */
    private ClusterResult<ObservedMachine> patched(Map<String, Object> machine, PowerAction action, String why) {
        return RunWish.of(machine, action, why)
                .then(patch -> ClusterResult.applied(joined(api.merge(Kind.MACHINE, patch))));
    }

    private void delete(Metadata there) {
        try {
            api.delete(Kind.MACHINE, there.namespace(), there.name(), there.uid());
        } catch (KubernetesClientException e) {
            // Gone, or replaced by another, which is not ours to touch.
            if (!Failures.isObjectMissing(e) && !Failures.isStale(e)) {
                throw e;
            }
        }
    }

    private ObservedMachine joined(Map<String, Object> machine) {
        Metadata metadata = Metadata.of(machine);
        return api.discretion()
                .of(MachineProjection.with(
                        hardware.complete(metadata.namespace() + "/" + metadata.name(), MachineProjection.of(machine)),
                        api.find(Kind.GUEST, metadata.namespace(), metadata.name())
                                .map(Guest::of)));
    }

    /** Reads the machine of this name if it is still the one that is meant. */
    private Optional<Map<String, Object>> find(MachineReference machine) {
        return api.find(Kind.MACHINE, machine.space().value(), machine.name())
                .filter(found -> Metadata.of(found).uid().equals(machine.uid()));
    }

    private static String called(MachineReference machine) {
        return Kind.MACHINE.called(machine.name());
    }
}
