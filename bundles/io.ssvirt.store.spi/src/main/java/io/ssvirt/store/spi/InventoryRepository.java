package io.ssvirt.store.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.ssvirt.model.NamespaceName;
import io.ssvirt.model.Urn;

/** All rows that stand for objects in the cluster, cut down to what comparing needs. */
public interface InventoryRepository {

    /**
     * One row and where its object is.
     *
     * @param objectName name of the TemplateInstance; the namespace's own name for a VDC
     * @param transitional whether an intent must own it
     * @param deleting whether it is a tombstone
     * @param uid identity of the object once the cluster has told it
     * @param since when the row last changed
     */
    record Placed(
            Urn entity,
            String name,
            Urn orgId,
            NamespaceName namespace,
            String objectName,
            boolean transitional,
            boolean deleting,
            Optional<UUID> uid,
            Instant since) {}

    /** Returns all VDCs. */
    List<Placed> vdcs();

    /** Returns all vApps. */
    List<Placed> vapps();

    /** Returns the ids of entities with an intent that has not ended. */
    Set<UUID> busy();
}
