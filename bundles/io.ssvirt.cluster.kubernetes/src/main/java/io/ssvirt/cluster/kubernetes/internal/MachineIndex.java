package io.ssvirt.cluster.kubernetes.internal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

import io.ssvirt.cluster.spi.Observations.Change.OfInstance;
import io.ssvirt.cluster.spi.ObservedInstance;
import io.ssvirt.cluster.spi.ObservedMachine;

/** Which machines came from which instance, and what that instance was called, also after it went before its machines. */
final class MachineIndex {

    /** Mostly one for each, so in what takes the least. */
    private final Map<UUID, List<String>> machines = new HashMap<>();

    private final Map<UUID, OfInstance> names = new HashMap<>();
    private final Set<UUID> gone = new HashSet<>();

    synchronized void instance(ObservedInstance before, ObservedInstance after) {
        if (before != null && (after == null || !after.uid().equals(before.uid()))) {
            gone.add(before.uid());
            forgetIfEmpty(before.uid());
        }
        if (after != null) {
            names.put(after.uid(), new OfInstance(after.space(), after.name()));
            gone.remove(after.uid());
        }
    }

    /** Takes over a machine's place and returns the instances that it concerns. */
    synchronized List<OfInstance> machine(String key, ObservedMachine before, ObservedMachine after) {
        Set<UUID> concerned = new TreeSet<>();
        Optional.ofNullable(before).flatMap(ObservedMachine::instanceUid).ifPresent(uid -> {
            concerned.add(uid);
            machines.computeIfPresent(uid, (instance, keys) -> without(keys, key));
        });
        Optional.ofNullable(after).flatMap(ObservedMachine::instanceUid).ifPresent(uid -> {
            concerned.add(uid);
            machines.compute(uid, (instance, keys) -> keys == null ? List.of(key) : with(keys, key));
        });
        List<OfInstance> named =
                concerned.stream().map(names::get).filter(Objects::nonNull).toList();
        concerned.forEach(this::forgetIfEmpty);
        return named;
    }

    synchronized List<String> of(UUID instance) {
        return machines.getOrDefault(instance, List.of());
    }

    synchronized Optional<OfInstance> named(UUID instance) {
        return Optional.ofNullable(names.get(instance));
    }

    private static List<String> without(List<String> keys, String key) {
        return keys.stream().filter(other -> !other.equals(key)).toList();
    }

    private static List<String> with(List<String> keys, String key) {
        return Stream.concat(keys.stream(), Stream.of(key)).distinct().sorted().toList();
    }

    private void forgetIfEmpty(UUID instance) {
        if (!machines.getOrDefault(instance, List.of()).isEmpty()) {
            return;
        }
        machines.remove(instance);
        if (gone.remove(instance)) {
            names.remove(instance);
        }
    }
}
