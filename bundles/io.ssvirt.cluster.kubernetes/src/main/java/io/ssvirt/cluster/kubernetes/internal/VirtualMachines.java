package io.ssvirt.cluster.kubernetes.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.fabric8.kubernetes.client.KubernetesClientException;

import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.MachineReference;
import io.ssvirt.cluster.spi.Machines;
import io.ssvirt.cluster.spi.ObservedMachine;
import io.ssvirt.cluster.spi.OperationKey;
import io.ssvirt.cluster.spi.RefusalReason;
import io.ssvirt.cluster.spi.template.Tree;
import io.ssvirt.model.PowerAction;

/** VirtualMachines of KubeVirt. */
final class VirtualMachines implements Machines {

    private static final String SUBRESOURCES = "/apis/subresources.kubevirt.io/v1/namespaces/";
    private static final Set<String> RUNNING = Set.of("Always", "RerunOnFailure", "Once");

    private final Api api;

    VirtualMachines(Api api) {
        this.api = api;
    }

    @Override
    public ClusterResult<ObservedMachine> power(MachineReference machine, PowerAction action, OperationKey key) {
        String verb = action == PowerAction.ON ? "start" : "stop";
        return Failures.guarded(verb, called(machine), () -> {
            Optional<Map<String, Object>> there = find(machine);
            if (there.isEmpty()) {
                return ClusterResult.refused(RefusalReason.NOT_FOUND, called(machine) + " is not there");
            }
            if (Metadata.of(there.get()).deleting()) {
                return ClusterResult.refused(RefusalReason.TERMINATING, called(machine) + " is being deleted");
            }
            return switched(machine, there.get(), action, verb);
        });
    }

    @Override
    public ClusterResult<Optional<ObservedMachine>> observe(MachineReference machine) {
        return Failures.guarded(
                "get",
                called(machine),
                () -> ClusterResult.applied(find(machine).map(this::joined)));
    }

    private ClusterResult<ObservedMachine> switched(
            MachineReference machine, Map<String, Object> there, PowerAction action, String verb) {
        try {
            api.put(SUBRESOURCES + Kind.segment(machine.space().value()) + "/virtualmachines/"
                    + Kind.segment(machine.name()) + "/" + verb);
        } catch (KubernetesClientException e) {
            if (e.getCode() == 409) {
                return ClusterResult.refused(RefusalReason.WRONG_STATE, Failures.words(e));
            }
            if (Failures.isKindMissing(e)) {
                return patched(there, action);
            }
            throw e;
        }
        return ClusterResult.applied(joined(find(machine).orElse(there)));
    }

    /** Asks for the other state in the object itself, where the cluster does not serve the calls of KubeVirt. */
    private ClusterResult<ObservedMachine> patched(Map<String, Object> machine, PowerAction action) {
        boolean on = action == PowerAction.ON;
        if (isToRun(machine) == on) {
            return ClusterResult.refused(RefusalReason.WRONG_STATE, on ? "VM is already running" : "VM is not running");
        }
        boolean old = Tree.map(machine, "spec").containsKey("running");
        Metadata metadata = Metadata.of(machine);
        Map<String, Object> part = new LinkedHashMap<>();
        part.put("apiVersion", Kind.MACHINE.apiVersion());
        part.put("kind", Kind.MACHINE.name());
        part.put(
                "metadata",
                Map.of(
                        "name", metadata.name(),
                        "namespace", metadata.namespace(),
                        "uid", metadata.uid()));
        part.put("spec", old ? Map.of("running", on) : Map.of("runStrategy", on ? "Always" : "Halted"));
        return ClusterResult.applied(joined(api.merge(Kind.MACHINE, part)));
    }

    private static boolean isToRun(Map<String, Object> machine) {
        Map<String, Object> spec = Tree.map(machine, "spec");
        String strategy = Tree.text(spec, "runStrategy");
        return "true".equals(Tree.text(spec, "running")) || RUNNING.contains(strategy);
    }

    private ObservedMachine joined(Map<String, Object> machine) {
        Metadata metadata = Metadata.of(machine);
        return MachineProjection.with(
                MachineProjection.of(machine),
                api.find(Kind.GUEST, metadata.namespace(), metadata.name()).map(Guest::of));
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
