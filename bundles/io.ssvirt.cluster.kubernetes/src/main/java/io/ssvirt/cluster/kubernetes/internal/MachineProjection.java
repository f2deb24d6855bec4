package io.ssvirt.cluster.kubernetes.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.ssvirt.cluster.spi.Labels;
import io.ssvirt.cluster.spi.ObservedMachine;
import io.ssvirt.cluster.spi.template.MachineSpec;
import io.ssvirt.cluster.spi.template.Tree;
import io.ssvirt.model.Condition;
import io.ssvirt.model.NamespaceName;
import io.ssvirt.model.NetworkInterface;
import io.ssvirt.model.VirtualDisk;

/** Reads VirtualMachines, and joins them with what runs. */
final class MachineProjection {

    private MachineProjection() {}

    /** Reads a VirtualMachine as if nothing ran. */
    static ObservedMachine of(Map<String, Object> machine) {
        Metadata metadata = Metadata.of(machine);
        MachineSpec spec = MachineSpec.of(machine);
        return new ObservedMachine(
                Alike.of(new NamespaceName(metadata.namespace())),
                metadata.name(),
                metadata.uid(),
                metadata.id(Labels.INSTANCE_OWNER),
                metadata.annotation(Labels.DISPLAY_NAME),
                metadata.annotation(Labels.DESCRIPTION),
                Tree.text(Tree.map(machine, "status"), "printableStatus"),
                metadata.deleting(),
                "true".equals(Tree.text(Tree.map(machine, "spec"), "running")),
                spec.cpus(),
                spec.coresPerSocket(),
                spec.memoryBytes(),
                Tree.text(Tree.path(machine, "spec", "instancetype"), "name"),
                spec.guestOs(),
                "",
                false,
                Alike.list(networks(machine)),
                Alike.list(spec.disks()),
                message(machine),
                Conditions.of(machine).values(),
                metadata.createdAt());
    }

    /** Adds what runs; an instance of an older machine of the same name adds nothing. */
    static ObservedMachine with(ObservedMachine machine, Optional<Guest> running) {
        Optional<Guest> own = running.filter(
                guest -> guest.machineUid().isEmpty() || guest.machineUid().equals(machine.uid()));
        if (own.isEmpty()) {
            return machine;
        }
        Guest guest = own.get();
        return new ObservedMachine(
                machine.space(),
                machine.name(),
                machine.uid(),
                machine.instanceUid(),
                machine.displayName(),
                machine.description(),
                machine.printableStatus(),
                machine.deleting(),
                machine.wantsToRun(),
                guest.cpus() > 0 ? guest.cpus() : machine.cpus(),
                guest.cpus() > 0 ? guest.coresPerSocket() : machine.coresPerSocket(),
                guest.memoryBytes() > 0 ? guest.memoryBytes() : machine.memoryBytes(),
                machine.instancetype(),
                guest.guestOs().isEmpty() ? machine.guestOs() : guest.guestOs(),
                guest.node(),
                guest.agent(),
                guest.networks().isEmpty() ? machine.networks() : guest.networks(),
                disks(machine.disks(), guest.volumes()),
                machine.message().isEmpty() ? guest.message() : machine.message(),
                joined(machine.conditions(), guest.conditions()),
                machine.createdAt());
    }

    private static List<VirtualDisk> disks(List<VirtualDisk> disks, Map<String, Long> volumes) {
        return volumes.isEmpty()
                ? disks
                : disks.stream()
                        .map(disk -> new VirtualDisk(
                                disk.name(), volumes.getOrDefault(disk.name(), disk.sizeBytes()), disk.storageClass()))
                        .toList();
    }

    /** What the machine itself says of a type comes before what its instance says of the same. */
    private static List<Condition> joined(List<Condition> machine, List<Condition> guest) {
        Map<String, Condition> byType = new LinkedHashMap<>();
        machine.forEach(condition -> byType.put(condition.type(), condition));
        guest.forEach(condition -> byType.putIfAbsent(condition.type(), condition));
        return List.copyOf(byType.values());
    }

    private static List<NetworkInterface> networks(Map<String, Object> machine) {
        return Tree.maps(Tree.path(machine, "spec", "template", "spec"), "networks").stream()
                .map(network -> new NetworkInterface(Tree.text(network, "name"), "", "", false))
                .toList();
    }

    private static String message(Map<String, Object> machine) {
        Conditions conditions = Conditions.of(machine);
        return Stream.of(conditions.message("Failure", "True"), conditions.message("Synchronized", "False"))
                .filter(message -> !message.isEmpty())
                .findFirst()
                .orElse("");
    }
}
