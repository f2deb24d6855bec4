package io.ssvirt.cluster.spi.template;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.ssvirt.model.VirtualDisk;

/**
 * What a VirtualMachine or VirtualMachineInstance object asks for.
 *
 * @param cpus virtual CPUs: sockets × cores × threads; 0 when only the cluster's instancetype knows
 * @param coresPerSocket at least 1
 * @param memoryBytes guest memory; 0 when the object does not tell
 * @param disks one for every volume that has a disk or file of its own; size 0 while the object does not tell
 * @param guestOs annotation {@code vm.kubevirt.io/os}, else the name of the preference; empty when there is neither
 */
public record MachineSpec(int cpus, int coresPerSocket, long memoryBytes, List<VirtualDisk> disks, String guestOs) {

    private static final String GROUP = "kubevirt.io/";

    /** Keeps its own copy. */
    public MachineSpec {
        disks = List.copyOf(disks);
    }

    /** Tells whether an object is a machine. */
    public static boolean isMachine(Map<String, Object> object) {
        String kind = Tree.text(object, "kind");
        return Tree.text(object, "apiVersion").startsWith(GROUP)
                && (kind.equals("VirtualMachine") || kind.equals("VirtualMachineInstance"));
    }

    /** Reads a machine whose parameters are filled in. */
    public static MachineSpec of(Map<String, Object> machine) {
        return of(machine, InstancetypeSizes.COMMON);
    }

    /** Reads a machine whose parameters are filled in, with the sizes of instancetypes that a cluster knows. */
    public static MachineSpec of(Map<String, Object> machine, InstancetypeSizes sizes) {
        boolean isInstance = "VirtualMachineInstance".equals(Tree.text(machine, "kind"));
        Map<String, Object> outer = Tree.map(machine, "spec");
        Map<String, Object> guest = isInstance ? machine : Tree.map(outer, "template");
        Map<String, Object> spec = Tree.map(guest, "spec");
        Map<String, Object> domain = Tree.map(spec, "domain");
        String named = systemOf(machine);
        Instancetype type = Instancetype.of(machine, sizes);
        return new MachineSpec(
                cpus(domain, type),
                (int) Math.max(1, Amounts.of(Tree.map(domain, "cpu"), "cores")),
                memory(domain, type),
                disks(outer, spec),
                named.isEmpty() ? Tree.text(Tree.map(outer, "preference"), "name") : named);
    }

    /** Returns the annotation that names the system of a machine; empty when there is none. */
    static String systemOf(Map<String, Object> machine) {
        boolean isInstance = "VirtualMachineInstance".equals(Tree.text(machine, "kind"));
        Map<String, Object> guest = isInstance ? machine : Tree.path(machine, "spec", "template");
        return Tree.text(Tree.path(guest, "metadata", "annotations"), "vm.kubevirt.io/os");
    }

    /** Returns the claims that a machine has disks on without saying how big they are, by the names of the disks. */
    public static Map<String, String> claims(Map<String, Object> machine) {
        Map<String, Object> outer = Tree.map(machine, "spec");
        Set<String> made = templated(outer);
        Map<String, String> claims = new LinkedHashMap<>();
        for (Map<String, Object> volume : Tree.maps(Tree.path(outer, "template", "spec"), "volumes")) {
            String claim = claim(volume);
            if (!claim.isEmpty() && !made.contains(claim)) {
                claims.put(Tree.text(volume, "name"), claim);
            }
        }
        return claims;
    }

    /** The claim of a data volume is called as it is. */
    private static String claim(Map<String, Object> volume) {
        String claim = Tree.text(Tree.map(volume, "persistentVolumeClaim"), "claimName");
        return claim.isEmpty() ? Tree.text(Tree.map(volume, "dataVolume"), "name") : claim;
    }

    private static Set<String> templated(Map<String, Object> outer) {
        Set<String> names = new HashSet<>();
        Tree.maps(outer, "dataVolumeTemplates")
                .forEach(each -> names.add(Tree.text(Tree.map(each, "metadata"), "name")));
        return names;
    }

    /** Returns the storage of all disks. */
    public long storageBytes() {
        return disks.stream().mapToLong(VirtualDisk::sizeBytes).sum();
    }

    private static int cpus(Map<String, Object> domain, Instancetype type) {
        Map<String, Object> cpu = Tree.map(domain, "cpu");
        if (cpu.containsKey("sockets") || cpu.containsKey("cores") || cpu.containsKey("threads")) {
            return clamp(factor(cpu, "sockets") * factor(cpu, "cores") * factor(cpu, "threads"));
        }
        if (type.isNamed()) {
            return type.cpus();
        }
        long requested = Amounts.resource(domain, "requests", "cpu");
        return clamp(Math.max(1, requested > 0 ? requested : Amounts.resource(domain, "limits", "cpu")));
    }

    private static long factor(Map<String, Object> cpu, String key) {
        return Math.min(Short.MAX_VALUE, Math.max(1, Amounts.of(cpu, key)));
    }

    private static int clamp(long value) {
        return (int) Math.min(Integer.MAX_VALUE, value);
    }

    private static long memory(Map<String, Object> domain, Instancetype type) {
        long guest = Amounts.of(Tree.map(domain, "memory"), "guest");
        if (guest > 0 || type.isNamed()) {
            return guest > 0 ? guest : type.memoryBytes();
        }
        long requested = Amounts.resource(domain, "requests", "memory");
        return requested > 0 ? requested : Amounts.resource(domain, "limits", "memory");
    }

    private static List<VirtualDisk> disks(Map<String, Object> outer, Map<String, Object> spec) {
        List<VirtualDisk> disks = new ArrayList<>();
        for (Map<String, Object> each : Tree.maps(outer, "dataVolumeTemplates")) {
            Map<String, Object> claim = claimOf(each);
            disks.add(new VirtualDisk(
                    volumeOf(spec, Tree.text(Tree.map(each, "metadata"), "name")),
                    Amounts.storage(claim),
                    Tree.text(claim, "storageClassName")));
        }
        Set<String> made = templated(outer);
        for (Map<String, Object> volume : Tree.maps(spec, "volumes")) {
            String claim = claim(volume);
            if (!claim.isEmpty() && !made.contains(claim)) {
                disks.add(new VirtualDisk(Tree.text(volume, "name"), 0, ""));
            } else if (volume.containsKey("emptyDisk")) {
                long size = Amounts.of(Tree.map(volume, "emptyDisk"), "capacity");
                disks.add(new VirtualDisk(Tree.text(volume, "name"), size, ""));
            } else if (volume.containsKey("containerDisk")) {
                disks.add(new VirtualDisk(Tree.text(volume, "name"), 0, ""));
            }
        }
        return disks;
    }

    /** Returns what a data volume asks for, in whichever of its two fields. */
    static Map<String, Object> claimOf(Map<String, Object> dataVolume) {
        Map<String, Object> wanted = Tree.map(dataVolume, "spec");
        return wanted.containsKey("storage") ? Tree.map(wanted, "storage") : Tree.map(wanted, "pvc");
    }

    /** Returns the name by which the machine knows a data volume, else the data volume's own. */
    private static String volumeOf(Map<String, Object> spec, String dataVolume) {
        return Tree.maps(spec, "volumes").stream()
                .filter(volume -> dataVolume.equals(Tree.text(Tree.map(volume, "dataVolume"), "name")))
                .map(volume -> Tree.text(volume, "name"))
                .findFirst()
                .orElse(dataVolume);
    }
}
