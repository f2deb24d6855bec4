package io.ssvirt.store.spi;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.ssvirt.model.NamespaceName;
import io.ssvirt.model.Urn;

/** Tombstones: entities that had an object in the cluster and whose row is gone. They prove that what is left was ours. */
public interface RemovedRepository {

    /**
     * One entity that is gone.
     *
     * @param objectName name of its object within the namespace; the namespace's own name when it is the namespace
     * @param uid identity of its object if it was known
     */
    record Removed(
            Urn entity,
            String entityName,
            Urn orgId,
            NamespaceName namespace,
            String objectName,
            Optional<UUID> uid,
            Instant at) {}

    /** Keeps a tombstone; one of the same entity is replaced. */
    void insert(Removed removed);

    /** Deletes a vApp with its machines, and keeps a tombstone of it, in one statement. */
    void buryVApp(Urn vapp, Instant at);

    /**
     * Deletes a VDC with everything in it, and keeps tombstones of it and of every vApp in it, in one statement.
     *
     * @param uid identity of its namespace when it is known better than the row knows it
     */
    void buryVdc(Urn vdc, Optional<UUID> uid, Instant at);

    /** Finds tombstones by the ids of their entities. */
    Map<UUID, Removed> find(Collection<UUID> entities);

    /** Finds tombstones by the identities of their objects. */
    Map<UUID, Removed> findByUid(Collection<UUID> uids);

    /** Deletes those older than a time; returns how many. */
    int purge(Instant before);
}
