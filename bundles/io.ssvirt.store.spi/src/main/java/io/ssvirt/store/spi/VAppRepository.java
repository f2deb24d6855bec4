package io.ssvirt.store.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.ssvirt.model.NamespaceName;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Urn;
import io.ssvirt.model.VApp;
import io.ssvirt.model.VdcState;
import io.ssvirt.model.Vm;

/** Rows of vApps. Names are unique within a VDC. */
public interface VAppRepository {

    /** Finds by id. */
    Optional<VApp> find(Urn id);

    /** A vApp with its machines, by name. */
    record Manned(VApp vapp, List<Vm> machines) {

        /** Keeps its own copy. */
        public Manned {
            machines = List.copyOf(machines);
        }
    }

    /** Finds by id, with its machines, in one statement. */
    Optional<Manned> findManned(Urn id);

    /**
     * Lists those of a VDC with their machines, the newest first, in one statement; empty when there is no such VDC.
     *
     * @param organization the only one whose VDCs count
     */
    Optional<Page<Manned>> mannedPage(Urn vdc, Optional<Urn> organization, Query query);

    /** Lists those of an organization, or of all organizations, with their machines, the newest first, in one statement. */
    Page<Manned> mannedPageOf(Optional<Urn> organization, Query query);

    /** Finds by id and holds the row until the transaction ends. */
    Optional<VApp> findLocked(Urn id);

    /**
     * Finds by id, with its machines, and holds the row of the vApp until the transaction ends, in one statement. The machines are as
     * they were when the row was asked for: who has to wait for it may be told of a status that is a moment old.
     */
    Optional<Manned> findMannedLocked(Urn id);

    /** Finds by the name of its TemplateInstance and holds the row until the transaction ends. */
    Optional<VApp> findByInstanceLocked(NamespaceName namespace, String name);

    /** Finds by name within a VDC. */
    Optional<VApp> findByName(Urn vdc, String name);

    /** Lists those of a VDC, the newest first. */
    Page<VApp> page(Urn vdc, Query query);

    /** Returns all vApps of a VDC. */
    List<VApp> ofVdc(Urn vdc);

    /** Turns a vApp into a tombstone and holds its row until the transaction ends; false when there is none. */
    boolean bury(Urn id, Instant now);

    /**
     * Notes that the cluster has the instance of a vApp of which nothing else has been observed yet, in one statement.
     *
     * @return false, with nothing written, when it is no longer as it was inserted
     */
    boolean settle(Urn id, UUID instance, Instant now);

    /**
     * What a new vApp brings along; the rest follows from its VDC.
     *
     * @param instanceName of its instance, unless a vApp of another name has that one in its namespace
     * @param spareName of its instance in that case; nobody else's
     */
    record Draft(
            Urn id,
            Urn vdcId,
            String name,
            String instanceName,
            String spareName,
            String description,
            String templateNamespace,
            String templateName,
            Instant at) {}

    /**
     * Inserts a vApp into a VDC that is enabled, and holds the row of the VDC until the transaction ends, in one statement.
     *
     * @param into the states in which the VDC may be
     * @param organization the only one whose VDC it may be
     * @return the vApp; empty, with nothing written, when there is no such VDC
     */
    Optional<VApp> insert(Draft draft, Set<VdcState> into, Optional<Urn> organization);

    /** Deletes all vApps of a VDC with their machines. */
    void deleteOfVdc(Urn vdc);

    /** Inserts. */
    void insert(VApp vapp);

    /** Updates; the row must be there. */
    void update(VApp vapp);

    /** Deletes, with its machines. */
    void delete(Urn id);
}
