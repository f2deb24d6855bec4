package io.ssvirt.cluster.spi.template;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is known of the instancetype that a machine names: KubeVirt's common cluster instancetypes of the series u1, o1, cx1 and m1
 * have fixed sizes, every other one is known to its cluster only.
 *
 * @param name empty when the machine names none
 * @param cpus 0 when unknown
 * @param memoryBytes 0 when unknown
 */
record Instancetype(String name, int cpus, long memoryBytes) {

    /** The kind of those that a namespace has for itself. */
    static final String OWN = "VirtualMachineInstancetype";

    private static final long MEBI = 1L << 20;
    private static final Pattern COMMON = Pattern.compile("(u1|o1|cx1|m1)\\.([a-z0-9]+?)(1gi)?");

    /** GiB of memory for each virtual CPU, by series. */
    private static final Map<String, Integer> GIB_PER_CPU = Map.of("u1", 4, "o1", 4, "cx1", 2, "m1", 8);

    private static final Map<String, Integer> CPUS =
            Map.of("medium", 1, "large", 2, "xlarge", 4, "2xlarge", 8, "4xlarge", 16, "8xlarge", 32);

    /** MiB of the small ones of u1 and o1, all with one CPU. */
    private static final Map<String, Integer> SMALL = Map.of("nano", 512, "micro", 1024, "small", 2048);

    /** Reads {@code spec.instancetype} of a machine; what the cluster says counts more than what is common. */
    static Instancetype of(Map<String, Object> machine, InstancetypeSizes known) {
        Map<String, Object> reference = Tree.path(machine, "spec", "instancetype");
        String name = Tree.text(reference, "name");
        if (OWN.equalsIgnoreCase(Tree.text(reference, "kind"))) {
            return known.find(Tree.text(Tree.map(machine, "metadata"), "namespace"), name)
                    .map(size -> new Instancetype(name, size.cpus(), size.memoryBytes()))
                    .orElseGet(() -> new Instancetype(name, 0, 0));
        }
        return known.find(name)
                .map(size -> new Instancetype(name, size.cpus(), size.memoryBytes()))
                .orElseGet(() -> common(name));
    }

    private static Instancetype common(String name) {
        Matcher common = COMMON.matcher(name);
        return common.matches()
                ? common(name, common.group(1), common.group(2), common.group(3) != null)
                : new Instancetype(name, 0, 0);
    }

    private static Instancetype common(String name, String series, String size, boolean hugePages) {
        boolean isGeneral = series.equals("u1") || series.equals("o1");
        if (isGeneral && !hugePages && SMALL.containsKey(size)) {
            return new Instancetype(name, 1, SMALL.get(size) * MEBI);
        }
        if (name.equals("u1.2xmedium")) {
            return new Instancetype(name, 2, 4096 * MEBI);
        }
        boolean isThere =
                CPUS.containsKey(size) && !(hugePages && isGeneral) && !(series.equals("m1") && size.equals("medium"));
        int cpus = isThere ? CPUS.get(size) : 0;
        return new Instancetype(name, cpus, 1024 * MEBI * cpus * GIB_PER_CPU.get(series));
    }

    /** Tells whether the machine names one at all. */
    boolean isNamed() {
        return !name.isEmpty();
    }
}
