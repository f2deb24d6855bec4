package io.ssvirt.cluster.kubernetes.internal;

import java.util.LinkedHashMap;
import java.util.Map;

import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.Labels;
import io.ssvirt.cluster.spi.MachineChange;
import io.ssvirt.cluster.spi.RefusalReason;
import io.ssvirt.cluster.spi.template.MachineSpec;
import io.ssvirt.cluster.spi.template.Tree;

/**
 * Says in a VirtualMachine how big it shall be and what it is called.
 *
 * <p>More CPUs are given as more sockets where that works out, because only sockets can be added while a machine runs.
 */
final class MachinePatch {

    private static final long MEBI = 1L << 20;

    private final Map<String, Object> machine;
    private final MachineChange change;

    private MachinePatch(Map<String, Object> machine, MachineChange change) {
        this.machine = machine;
        this.change = change;
    }

    /** Makes a merge patch. */
    static ClusterResult<Map<String, Object>> of(Map<String, Object> machine, MachineChange change) {
        String instancetype = Tree.text(Tree.path(machine, "spec", "instancetype"), "name");
        if (change.isOfHardware() && !instancetype.isEmpty()) {
            return ClusterResult.refused(
                    RefusalReason.UNSUPPORTED,
                    "its CPUs and memory come from the instancetype \"" + instancetype
                            + "\" and cannot be changed one by one");
        }
        return ClusterResult.applied(new MachinePatch(machine, change).tree());
    }

    private Map<String, Object> tree() {
        Metadata metadata = Metadata.of(machine);
        Map<String, Object> annotations = new LinkedHashMap<>();
        change.displayName().ifPresent(name -> annotations.put(Labels.DISPLAY_NAME, name));
        // A merge patch removes what is null.
        change.description().ifPresent(text -> annotations.put(Labels.DESCRIPTION, text.isEmpty() ? null : text));
        Map<String, Object> meta = new LinkedHashMap<>(
                Map.of("name", metadata.name(), "namespace", metadata.namespace(), "uid", metadata.uid()));
        meta.put("annotations", annotations);
        Map<String, Object> part = new LinkedHashMap<>();
        part.put("apiVersion", Kind.MACHINE.apiVersion());
        part.put("kind", Kind.MACHINE.name());
        part.put("metadata", meta);
        if (change.isOfHardware()) {
            part.put("spec", Map.of("template", Map.of("spec", Map.of("domain", domain()))));
        }
        return part;
    }

    private Map<String, Object> domain() {
        Map<String, Object> domain = new LinkedHashMap<>();
        if (change.cpus().isPresent() || change.coresPerSocket().isPresent()) {
            domain.put("cpu", cpu());
        }
        change.memoryBytes().ifPresent(bytes -> {
            String size = bytes % MEBI == 0 ? bytes / MEBI + "Mi" : String.valueOf(bytes);
            domain.put("memory", Map.of("guest", size));
            Map<String, Object> resources = resources(size);
            if (!resources.isEmpty()) {
                domain.put("resources", resources);
            }
        });
        return domain;
    }

    private Map<String, Object> cpu() {
        Map<String, Object> now = Tree.path(spec(), "domain", "cpu");
        int wanted = change.cpus().orElseGet(() -> MachineSpec.of(machine).cpus());
        int threads = change.coresPerSocket().isPresent() ? 1 : factor(now, "threads");
        int cores = change.coresPerSocket().orElseGet(() -> factor(now, "cores"));
        boolean even = wanted % (cores * threads) == 0;
        return even
                ? Map.of("sockets", wanted / (cores * threads), "cores", cores, "threads", threads)
                : Map.of("sockets", wanted, "cores", 1, "threads", 1);
    }

    /** Where a machine's pod asks for memory by itself, it has to ask for as much as the guest gets. */
    private Map<String, Object> resources(String size) {
        Map<String, Object> resources = new LinkedHashMap<>();
        for (String what : new String[] {"requests", "limits"}) {
            if (Tree.path(spec(), "domain", "resources", what).containsKey("memory")) {
                resources.put(what, Map.of("memory", size));
            }
        }
        return resources;
    }

    private Map<String, Object> spec() {
        return Tree.path(machine, "spec", "template", "spec");
    }

    private static int factor(Map<String, Object> cpu, String key) {
        return cpu.get(key) instanceof Number number ? Math.max(1, number.intValue()) : 1;
    }
}
