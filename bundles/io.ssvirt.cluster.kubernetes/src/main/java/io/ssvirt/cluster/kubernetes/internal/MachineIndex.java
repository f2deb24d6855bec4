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
import io.ssvirt.model.NamespaceName;

/** Which machines came from which instance, and what that instance was called, also after it went before its machines. */
final class MachineIndex {

    /** Mostly there is one for each, which needs no list around it. */
    private final Map<UUID, String> one = new HashMap<>();

    private final Map<UUID, List<String>> several = new HashMap<>();

    /** As the keys of the instances, which are kept anyway. */
    private final Map<UUID, String> names = new HashMap<>();

    private final Set<UUID> gone = new HashSet<>();

    /** Takes over an instance; the key is its namespace and name. */
    synchronized void instance(String key, ObservedInstance before, ObservedInstance after) {
        if (before != null && (after == null || !after.uid().equals(before.uid()))) {
            gone.add(before.uid());
            forgetIfEmpty(before.uid());
        }
        if (after != null) {
            names.put(after.uid(), key);
            gone.remove(after.uid());
        }
    }

    /** Takes over a machine's place and returns the instances that it concerns. */
    synchronized List<OfInstance> machine(String key, ObservedMachine before, ObservedMachine after) {
        Set<UUID> concerned = new TreeSet<>();
        Optional.ofNullable(before).flatMap(ObservedMachine::instanceUid).ifPresent(uid -> {
            concerned.add(uid);
            keep(uid, without(of(uid), key));
        });
        Optional.ofNullable(after).flatMap(ObservedMachine::instanceUid).ifPresent(uid -> {
            concerned.add(uid);
            keep(uid, with(of(uid), key));
        });
        List<OfInstance> named = concerned.stream()
                .map(names::get)
                .filter(Objects::nonNull)
                .map(MachineIndex::called)
                .toList();
        concerned.forEach(this::forgetIfEmpty);
        return named;
    }

    synchronized List<String> of(UUID instance) {
        String key = one.get(instance);
        return key == null ? several.getOrDefault(instance, List.of()) : List.of(key);
    }

    private void keep(UUID instance, List<String> keys) {
        one.remove(instance);
        several.remove(instance);
        if (keys.size() == 1) {
            one.put(instance, keys.get(0));
        } else if (!keys.isEmpty()) {
            several.put(instance, keys);
        }
    }

    synchronized Optional<OfInstance> named(UUID instance) {
        return Optional.ofNullable(names.get(instance)).map(MachineIndex::called);
    }

    private static OfInstance called(String key) {
        int slash = key.indexOf('/');
        return new OfInstance(new NamespaceName(key.substring(0, slash)), key.substring(slash + 1));
    }

    private static List<String> without(List<String> keys, String key) {
        return keys.stream().filter(other -> !other.equals(key)).toList();
    }

    private static List<String> with(List<String> keys, String key) {
        return Stream.concat(keys.stream(), Stream.of(key)).distinct().sorted().toList();
    }

    private void forgetIfEmpty(UUID instance) {
        if (!of(instance).isEmpty()) {
            return;
        }
        if (gone.remove(instance)) {
            names.remove(instance);
        }
    }
}
