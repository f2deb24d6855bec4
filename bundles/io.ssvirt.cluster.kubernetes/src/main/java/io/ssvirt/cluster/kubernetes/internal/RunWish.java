package io.ssvirt.cluster.kubernetes.internal;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.RefusalReason;
import io.ssvirt.cluster.spi.template.Tree;
import io.ssvirt.model.PowerAction;

/**
 * Says in a VirtualMachine itself whether it shall run, in whichever of its two fields it uses: a machine that has the old {@code
 * running} must not get a {@code runStrategy} beside it.
 */
final class RunWish {

    /** Annotation that keeps the strategy which a machine had before it was stopped. */
    static final String BEFORE = "ssvirt.io/run-strategy";

    private static final Set<String> RUNNING = Set.of("Always", "RerunOnFailure", "Once");

    private RunWish() {}

    /**
     * Makes a merge patch.
     *
     * @param why the action could not be done by a call
     */
    static ClusterResult<Map<String, Object>> of(Map<String, Object> machine, PowerAction action, String why) {
        boolean on = action == PowerAction.ON;
        if (!on && action != PowerAction.OFF && action != PowerAction.SHUTDOWN) {
            return ClusterResult.refused(RefusalReason.UNSUPPORTED, why);
        }
        if (isToRun(machine) == on) {
            return ClusterResult.refused(RefusalReason.WRONG_STATE, on ? "VM is already running" : "VM is not running");
        }
        return ClusterResult.applied(patch(machine, on));
    }

    private static Map<String, Object> patch(Map<String, Object> machine, boolean on) {
        Map<String, Object> spec = Tree.map(machine, "spec");
        Metadata metadata = Metadata.of(machine);
        String now = Tree.text(spec, "runStrategy");
        String before = metadata.annotation(BEFORE);
        Map<String, Object> meta = new LinkedHashMap<>(
                Map.of("name", metadata.name(), "namespace", metadata.namespace(), "uid", metadata.uid()));
        Map<String, Object> part = new LinkedHashMap<>();
        part.put("apiVersion", Kind.MACHINE.apiVersion());
        part.put("kind", Kind.MACHINE.name());
        part.put("metadata", meta);
        if (spec.containsKey("running")) {
            part.put("spec", Map.of("running", on));
            return part;
        }
        Map<String, Object> annotations = new HashMap<>();
        annotations.put(BEFORE, on ? null : now);
        meta.put("annotations", annotations);
        boolean back = on && (RUNNING.contains(before) && !before.equals("Once"));
        part.put("spec", Map.of("runStrategy", on ? back ? before : "Always" : "Halted"));
        return part;
    }

    private static boolean isToRun(Map<String, Object> machine) {
        Map<String, Object> spec = Tree.map(machine, "spec");
        String strategy = Tree.text(spec, "runStrategy");
        Map<String, Object> status = Tree.map(machine, "status");
        boolean created = "true".equals(Tree.text(status, "created"));
        return switch (strategy) {
            // Of these the strategy alone does not tell.
            case "Manual", "Once" -> created;
            default -> "true".equals(Tree.text(spec, "running")) || RUNNING.contains(strategy);
        };
    }
}
