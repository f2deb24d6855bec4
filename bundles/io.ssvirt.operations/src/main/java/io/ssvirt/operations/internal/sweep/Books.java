package io.ssvirt.operations.internal.sweep;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.ssvirt.cluster.spi.ObservedInstance;
import io.ssvirt.cluster.spi.ObservedMachine;
import io.ssvirt.store.spi.InventoryRepository.Placed;
import io.ssvirt.store.spi.RemovedRepository.Removed;
import io.ssvirt.store.spi.Transaction;

/** What the database says: rows, entities that are being worked on, and the tombstones of what the cluster has beyond the rows. */
record Books(
        Map<UUID, Placed> vdcs,
        Map<UUID, Placed> vapps,
        Set<UUID> busy,
        Map<UUID, Removed> removed,
        Map<UUID, Removed> removedByUid) {

    /** Reads the books after the picture was taken: an object in the picture had its row committed before. */
    static Books read(Transaction tx, Picture picture) {
        Map<UUID, Placed> vdcs = byId(tx.inventory().vdcs());
        Map<UUID, Placed> vapps = byId(tx.inventory().vapps());
        Set<UUID> unknown = new HashSet<>(picture.entities());
        unknown.removeAll(vdcs.keySet());
        unknown.removeAll(vapps.keySet());
        return new Books(
                vdcs,
                vapps,
                tx.inventory().busy(),
                tx.removed().find(unknown),
                tx.removed().findByUid(stray(picture, vapps.values())));
    }

    private static Map<UUID, Placed> byId(List<Placed> rows) {
        return rows.stream().collect(Collectors.toMap(row -> row.entity().id(), Function.identity()));
    }

    /** Returns the identities of instances that are gone and have left machines. */
    static Set<UUID> stray(Picture picture, Collection<Placed> vapps) {
        Set<UUID> known =
                picture.instances().stream().map(ObservedInstance::uid).collect(Collectors.toCollection(HashSet::new));
        vapps.forEach(row -> row.uid().ifPresent(known::add));
        return picture.machines().stream()
                .map(ObservedMachine::instanceUid)
                .flatMap(Optional::stream)
                .filter(uid -> !known.contains(uid))
                .collect(Collectors.toSet());
    }

    /** Returns the VDCs by the names of their namespaces. */
    Map<String, Placed> byNamespace() {
        Map<String, Placed> byName = new HashMap<>();
        vdcs.values().forEach(row -> byName.put(row.objectName(), row));
        return byName;
    }

    boolean isBusy(Placed row) {
        return busy.contains(row.entity().id());
    }
}
