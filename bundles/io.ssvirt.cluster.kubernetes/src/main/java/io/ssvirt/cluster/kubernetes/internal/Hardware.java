package io.ssvirt.cluster.kubernetes.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.ssvirt.cluster.spi.ObservedMachine;
import io.ssvirt.cluster.spi.template.InstancetypeSizes;
import io.ssvirt.cluster.spi.template.InstancetypeSizes.Size;
import io.ssvirt.cluster.spi.template.MachineSpec;
import io.ssvirt.cluster.spi.template.Quantity;
import io.ssvirt.cluster.spi.template.Tree;
import io.ssvirt.model.VirtualDisk;

/** What machines do not say of themselves: the sizes of their instancetypes and of the claims that they have disks on. */
final class Hardware {

    private record Claim(long sizeBytes, String storageClass) {}

    private final InstancetypeSizes instancetypes;
    private final Consumer<String> onChange;
    private final Table<Claim> claims;

    /** Only of those machines that have any, the claims by the names of the disks. */
    private final Map<String, Map<String, String>> disks = new ConcurrentHashMap<>();

    /** Takes what to run with the key of each machine whose hardware changed. */
    Hardware(InstancetypeSizes instancetypes, Consumer<String> onChange) {
        this.instancetypes = instancetypes;
        this.onChange = onChange;
        this.claims = new Table<>(Hardware::claim, (key, before, after) -> changed(key), () -> {});
    }

    /** Returns where the watch of claims puts what it sees. */
    Sink claimSink() {
        return claims;
    }

    /** Takes notice of a machine before it is seen by others. */
    void put(String key, Map<String, Object> machine) {
        Map<String, String> named = MachineSpec.claims(machine);
        if (named.isEmpty()) {
            disks.remove(key);
        } else {
            disks.put(key, Map.copyOf(named));
        }
    }

    void remove(String key) {
        disks.remove(key);
    }

    /** Adds what is known. */
    ObservedMachine complete(String key, ObservedMachine machine) {
        Map<String, String> named = disks.get(key);
        Optional<Size> size = size(machine);
        if (named == null && size.isEmpty()) {
            return machine;
        }
        return machine.sized(
                machine.cpus() > 0 ? machine.cpus() : size.map(Size::cpus).orElse(0),
                machine.memoryBytes() > 0
                        ? machine.memoryBytes()
                        : size.map(Size::memoryBytes).orElse(0L),
                named == null ? machine.disks() : disks(key, named, machine.disks()));
    }

    private Optional<Size> size(ObservedMachine machine) {
        boolean unknown = machine.cpus() == 0 || machine.memoryBytes() == 0;
        return unknown && !machine.instancetype().isEmpty()
                ? instancetypes
                        .find(machine.space().value(), machine.instancetype())
                        .or(() -> instancetypes.find(machine.instancetype()))
                : Optional.empty();
    }

    private List<VirtualDisk> disks(String key, Map<String, String> named, List<VirtualDisk> disks) {
        String namespace = key.substring(0, key.indexOf('/') + 1);
        return disks.stream()
                .map(disk -> Optional.ofNullable(named.get(disk.name()))
                        .flatMap(name -> claims.find(namespace + name))
                        .map(claim -> new VirtualDisk(disk.name(), claim.sizeBytes(), claim.storageClass()))
                        .orElse(disk))
                .toList();
    }

    private void changed(String claim) {
        int slash = claim.indexOf('/') + 1;
        String namespace = claim.substring(0, slash);
        String name = claim.substring(slash);
        disks.forEach((machine, named) -> {
            if (machine.startsWith(namespace) && named.containsValue(name)) {
                onChange.accept(machine);
            }
        });
    }

    /** What it has got counts; until then, what it asks for. */
    private static Claim claim(Map<String, Object> object) {
        long got = amount(Tree.path(object, "status", "capacity"));
        Map<String, Object> spec = Tree.map(object, "spec");
        return new Claim(
                got > 0 ? got : amount(Tree.path(spec, "resources", "requests")), Tree.text(spec, "storageClassName"));
    }

    private static long amount(Map<String, Object> resources) {
        return Quantity.parse(Tree.text(resources, "storage"))
                .map(Quantity::roundedUp)
                .orElse(0L);
    }
}
