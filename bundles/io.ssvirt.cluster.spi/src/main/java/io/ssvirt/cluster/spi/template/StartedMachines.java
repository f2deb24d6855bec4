package io.ssvirt.cluster.spi.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the machines of a template start as soon as they are created. */
final class StartedMachines {

    private static final Set<String> STARTING = Set.of("Always", "RerunOnFailure", "Once");

    private StartedMachines() {}

    /** Returns a copy of a template that differs only in what starts its VirtualMachines. */
    static Map<String, Object> in(Map<String, Object> template) {
        List<Object> objects = new ArrayList<>();
        for (Object each : Tree.list(template, "objects")) {
            Map<String, Object> object = Tree.asMap(each);
            boolean isMachine = MachineSpec.isMachine(object) && "VirtualMachine".equals(Tree.text(object, "kind"));
            objects.add(isMachine ? started(object) : each);
        }
        Map<String, Object> copy = new LinkedHashMap<>(template);
        copy.put("objects", objects);
        return copy;
    }

    private static Map<String, Object> started(Map<String, Object> machine) {
        Map<String, Object> spec = Tree.map(machine, "spec");
        if (spec.containsKey("running")) {
            spec.put("running", true);
        } else if (!STARTING.contains(Tree.text(spec, "runStrategy"))) {
            spec.put("runStrategy", "Always");
        }
        machine.put("spec", spec);
        return machine;
    }
}
