package io.ssvirt.operations.internal.sweep;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.ssvirt.cluster.spi.Observations;
import io.ssvirt.cluster.spi.ObservedInstance;
import io.ssvirt.cluster.spi.ObservedMachine;
import io.ssvirt.cluster.spi.ObservedSpace;

/** What the cluster was seen to have, from memory. */
record Picture(
        Collection<ObservedSpace> spaces,
        Collection<ObservedInstance> instances,
        Collection<ObservedMachine> machines) {

    /** Keeps its own copies. */
    Picture {
        spaces = List.copyOf(spaces);
        instances = List.copyOf(instances);
        machines = List.copyOf(machines);
    }

    static Picture of(Observations observations) {
        return new Picture(observations.spaces(), observations.instances(), observations.machines());
    }

    long size() {
        return spaces.size() + instances.size() + machines.size();
    }

    /** Returns the ids that labels name, and those that machines came from. */
    Set<UUID> entities() {
        Set<UUID> ids = new HashSet<>();
        spaces.forEach(space -> space.vdcId().ifPresent(ids::add));
        instances.forEach(instance -> instance.vappId().ifPresent(ids::add));
        return ids;
    }
}
