package io.ssvirt.cluster.kubernetes.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.ssvirt.cluster.spi.template.Quantity;
import io.ssvirt.cluster.spi.template.Tree;
import io.ssvirt.model.Condition;
import io.ssvirt.model.NetworkInterface;

/**
 * What a running VirtualMachineInstance adds to its VirtualMachine.
 *
 * @param machineUid the VirtualMachine that it belongs to; empty when it stands alone
 * @param cpus 0 while unknown
 * @param memoryBytes 0 while unknown
 * @param volumes the bytes of those whose size is known, by name
 */
record Guest(
        String machineUid,
        String node,
        int cpus,
        int coresPerSocket,
        long memoryBytes,
        String guestOs,
        boolean agent,
        List<NetworkInterface> networks,
        Map<String, Long> volumes,
        String message,
        List<Condition> conditions) {

    static Guest of(Map<String, Object> instance) {
        Map<String, Object> status = Tree.map(instance, "status");
        Map<String, Object> topology = Tree.map(status, "currentCPUTopology");
        Conditions conditions = Conditions.of(instance);
        return new Guest(
                owner(instance),
                Tree.text(status, "nodeName"),
                number(topology, "sockets") * number(topology, "cores") * number(topology, "threads"),
                Math.max(1, number(topology, "cores")),
                Quantity.parse(Tree.text(Tree.map(status, "memory"), "guestCurrent"))
                        .map(Quantity::roundedUp)
                        .orElse(0L),
                system(Tree.map(status, "guestOSInfo")),
                conditions.is("AgentConnected", "True"),
                // Copied once more: a list of one or two is half as big then.
                List.copyOf(Tree.maps(status, "interfaces").stream()
                        .map(Guest::network)
                        .toList()),
                Alike.of(volumes(status)),
                Stream.of("PodScheduled", "Synchronized")
                        .map(type -> conditions.message(type, "False"))
                        .filter(message -> !message.isEmpty())
                        .findFirst()
                        .orElse(""),
                conditions.values());
    }

    private static String owner(Map<String, Object> instance) {
        return Tree.maps(Tree.map(instance, "metadata"), "ownerReferences").stream()
                .filter(owner -> Kind.MACHINE.name().equals(Tree.text(owner, "kind")))
                .map(owner -> Tree.text(owner, "uid"))
                .findFirst()
                .orElse("");
    }

    /** Of a claim, what it has got counts, and until that is known what it asks for. */
    private static Map<String, Long> volumes(Map<String, Object> status) {
        Map<String, Long> volumes = new HashMap<>();
        for (Map<String, Object> volume : Tree.maps(status, "volumeStatus")) {
            Map<String, Object> claim = Tree.map(volume, "persistentVolumeClaimInfo");
            Stream.of(Tree.map(claim, "capacity"), Tree.map(claim, "requests"))
                    .map(amounts -> Quantity.parse(Tree.text(amounts, "storage")))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .ifPresent(size -> volumes.put(Tree.text(volume, "name"), size.roundedUp()));
        }
        return Map.copyOf(volumes);
    }

    private static int number(Map<String, Object> tree, String key) {
        return tree.get(key) instanceof Number number ? number.intValue() : 0;
    }

    private static String system(Map<String, Object> info) {
        String pretty = Tree.text(info, "prettyName");
        if (!pretty.isEmpty()) {
            return pretty;
        }
        String named = (Tree.text(info, "name") + " " + Tree.text(info, "version")).strip();
        return named.isEmpty() ? Tree.text(info, "id") : named;
    }

    private static NetworkInterface network(Map<String, Object> seen) {
        return new NetworkInterface(
                Tree.text(seen, "name"),
                Tree.text(seen, "ipAddress"),
                Tree.text(seen, "mac"),
                !"down".equals(Tree.text(seen, "linkState")));
    }
}
