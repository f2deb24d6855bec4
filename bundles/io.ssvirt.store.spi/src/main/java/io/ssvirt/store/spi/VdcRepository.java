package io.ssvirt.store.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Urn;
import io.ssvirt.model.Vdc;
import io.ssvirt.model.VdcState;

/** Rows of VDCs. Namespaces are unique. */
public interface VdcRepository {

    /** Finds by id. */
    Optional<Vdc> find(Urn id);

    /** Finds by id and holds the row until the transaction ends. */
    Optional<Vdc> findLocked(Urn id);

    /** A VDC with what its namespace shows of the organization. */
    record Placed(Vdc vdc, String orgName, String orgDisplayName, String orgDescription) {}

    /** Finds by id with the words of its organization in one statement, and holds the row of the VDC alone. */
    Optional<Placed> findPlacedLocked(Urn id);

    /** Lists those of one organization or of all, the newest first. */
    Page<Vdc> page(Optional<Urn> organization, Query query);

    /** Lists those of one organization, the newest first, in one statement; empty when there is no such organization. */
    Optional<Page<Vdc>> pageOf(Urn organization, Query query);

    /** Returns all VDCs of an organization, by name. */
    List<Vdc> ofOrganization(Urn organization);

    /** Returns the identity of its namespace once the cluster has told it. */
    Optional<UUID> namespaceUid(Urn id);

    /**
     * Notes that the cluster is as a VDC says, in one statement: moves it from one state to another, but for a VDC that is in a
     * different one, or on which an intent works that has not ended.
     *
     * @param uid identity of its namespace if the cluster has told it; noted in any case
     */
    void settle(Urn id, VdcState from, VdcState to, Optional<UUID> uid, Instant now);

    /**
     * A VDC and what is in it.
     *
     * @param vapps its vApps
     * @param living those of them that are not being deleted
     * @param running whether any machine of them runs
     * @param busy whether an intent works on any of them or their machines that has not ended
     */
    record Contents(Vdc vdc, long vapps, long living, boolean running, boolean busy) {}

    /** Turns a VDC into a tombstone and holds its row until the transaction ends; false when there is none. */
    boolean bury(Urn id, Instant now);

    /** Finds by id, with what is in it, in one statement. */
    Optional<Contents> findWithContents(Urn id);

    /**
     * Turns all vApps of a VDC into tombstones, and finds it by id with what was in it before, in one statement; the caller holds the row
     * of the VDC.
     */
    Optional<Contents> buryContents(Urn id, Instant now);

    /** Returns those VDCs of an organization in which any machine runs, by name. */
    List<Vdc> running(Urn organization);

    /** Inserts. */
    void insert(Vdc vdc);

    /**
     * Inserts with the first namespace that no VDC has, in one statement: its own, or that with {@code -1} behind it, then {@code -2},
     * and so on. The caller holds what keeps others from taking one of them at the same moment.
     *
     * @param last the last number that is tried, at most 999
     * @return the VDC with the namespace that it got; empty, with nothing written, when all are taken
     */
    Optional<Vdc> insertNumbered(Vdc vdc, int last);

    /** Updates; the row must be there. */
    void update(Vdc vdc);

    /** Deletes, with everything in it. */
    void delete(Urn id);
}
