package io.ssvirt.cluster.simulator.internal;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

import io.ssvirt.cluster.spi.template.Quantity;

/** The ResourceQuota of a namespace: what is used, and whether more fits. The lock of the world is held by the caller. */
final class Quota {

    static final String MACHINES = "count/virtualmachines.kubevirt.io";

    private static final Map<String, String> KINDS = Map.of(
            "Secret", "secrets",
            "ConfigMap", "configmaps",
            "Service", "services",
            "PersistentVolumeClaim", "persistentvolumeclaims");
    /** ConfigMaps that every namespace has from the start. */
    private static final long OWN_CONFIG_MAPS = 2;
    /** What a launcher pod needs beside the memory of its guest. */
    private static final long LAUNCHER_OVERHEAD = 280L << 20;

    private final World world;

    Quota(World world) {
        this.world = world;
    }

    /** Returns the counted resource that a kind of object uses; empty when nobody counts it. */
    static Optional<String> resourceOf(String kind) {
        return "VirtualMachine".equals(kind) ? Optional.of(MACHINES) : Optional.ofNullable(KINDS.get(kind));
    }

    /** Tells why one more object does not fit; empty when it does. */
    Optional<String> refuses(String space, String resource) {
        return exceeded(space, resource, BigDecimal.ONE, BigDecimal.valueOf(count(space, resource)));
    }

    /** Tells why the launcher pod of a machine does not fit; empty when it does. */
    Optional<String> refusesLauncher(Machine machine) {
        BigDecimal wanted = BigDecimal.valueOf(machine.memoryBytes() + LAUNCHER_OVERHEAD);
        BigDecimal used =
                world.machines().where(other -> other.space().equals(machine.space()) && other.hasLauncher()).stream()
                        .map(other -> BigDecimal.valueOf(other.memoryBytes() + LAUNCHER_OVERHEAD))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        return refuses(machine.space(), "pods")
                .or(() -> exceeded(machine.space(), "limits.memory", wanted, used))
                .or(() -> exceeded(machine.space(), "requests.memory", wanted, used));
    }

    private Optional<String> exceeded(String space, String resource, BigDecimal wanted, BigDecimal used) {
        Optional<String> limit =
                world.spaces().get(space).map(found -> found.quota().get(resource));
        boolean fits = limit.flatMap(Quantity::parse)
                .map(Quantity::value)
                .map(most -> used.add(wanted).compareTo(most) <= 0)
                .orElse(true);
        return fits
                ? Optional.empty()
                : Optional.of("exceeded quota: vdc-quota, requested: " + resource + "=" + wanted.toPlainString()
                        + ", used: " + resource + "=" + used.toPlainString() + ", limited: " + resource + "="
                        + limit.orElseThrow());
    }

    private long count(String space, String resource) {
        return switch (resource) {
            case MACHINES ->
                world.machines().where(machine -> machine.space().equals(space)).size();
            case "pods" ->
                world.machines()
                        .where(machine -> machine.space().equals(space) && machine.hasLauncher())
                        .size();
            case "secrets" ->
                world.secrets().where(secret -> secret.space().equals(space)).size() + things(space, resource);
            case "configmaps" -> OWN_CONFIG_MAPS + things(space, resource);
            default -> things(space, resource);
        };
    }

    private long things(String space, String resource) {
        return world.things()
                .where(thing -> thing.space().equals(space) && resource.equals(KINDS.get(thing.kind())))
                .size();
    }
}
