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

import io.ssvirt.cluster.spi.Observations.Change.OfInstance;
import io.ssvirt.cluster.spi.ObservedInstance;
import io.ssvirt.cluster.spi.ObservedMachine;

/** Which machines came from which instance, and what that instance was called, also after it went before its machines. */
final class MachineIndex {

    private final Map<UUID, Set<String>> machines = new HashMap<>();
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
            machines.getOrDefault(uid, Set.of()).remove(key);
        });
        Optional.ofNullable(after).flatMap(ObservedMachine::instanceUid).ifPresent(uid -> {
            concerned.add(uid);
            machines.computeIfAbsent(uid, none -> new TreeSet<>()).add(key);
        });
        List<OfInstance> named =
                concerned.stream().map(names::get).filter(Objects::nonNull).toList();
        concerned.forEach(this::forgetIfEmpty);
        return named;
    }

    synchronized List<String> of(UUID instance) {
        return List.copyOf(machines.getOrDefault(instance, Set.of()));
    }

    synchronized Optional<OfInstance> named(UUID instance) {
        return Optional.ofNullable(names.get(instance));
    }

    private void forgetIfEmpty(UUID instance) {
        if (!machines.getOrDefault(instance, Set.of()).isEmpty()) {
            return;
        }
        machines.remove(instance);
        if (gone.remove(instance)) {
            names.remove(instance);
        }
    }
}
