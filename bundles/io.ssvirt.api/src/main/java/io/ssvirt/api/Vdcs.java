package io.ssvirt.api;

import java.util.Optional;
import java.util.function.Function;

import io.ssvirt.model.AllocationModel;
import io.ssvirt.model.ComputeCapacity;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Urn;
import io.ssvirt.model.Vdc;

/** Virtual data centres, each of them one namespace (contract 2.7 and 2.8). */
public interface Vdcs {

    /** What a request says about a VDC; an empty field is left as it is, or at its default on create. */
    record Draft(
            Optional<String> name,
            Optional<String> description,
            Optional<AllocationModel> allocationModel,
            Optional<ComputeCapacity> capacity,
            Optional<String> providerVdcId,
            Optional<Integer> nicQuota,
            Optional<Integer> networkQuota,
            Optional<Boolean> thinProvision,
            Optional<Boolean> enabled) {}

    /** Lists the VDCs of one organization for an administrator of the cloud, the newest first. */
    Outcome<Page<Vdc>> listOf(Caller caller, Urn organization, Query query);

    /** Lists the VDCs that the caller sees, the newest first. */
    Outcome<Page<Vdc>> list(Caller caller, Query query);

    /** Reads one that the caller sees; a foreign one is not found. */
    Outcome<Vdc> get(Caller caller, Urn id);

    /** Reads one of an organization for an administrator of the cloud. */
    Outcome<Vdc> getOf(Caller caller, Urn organization, Urn id);

    /**
     * Creates a VDC and its namespace set.
     *
     * <p>Commits the VDC, its task and its intent together, then waits for the outcome. When the change is finished, the
     * namespace set exists; when this is refused, nothing is left in the database or the cluster and the name is free.
     */
    Outcome<Change<Vdc>> create(Caller caller, Urn organization, Draft draft);

    /**
     * Changes a VDC and its namespace set; committed together with its task and intent, then waited for.
     *
     * @param draft what to change of the VDC as it is, which is held meanwhile; refused when the request cannot be
     */
    Outcome<Change<Vdc>> update(Caller caller, Urn organization, Urn id, Function<Vdc, Outcome<Draft>> draft);

    /** Changes a VDC to what does not depend on how it is. */
    default Outcome<Change<Vdc>> update(Caller caller, Urn organization, Urn id, Draft draft) {
        return update(caller, organization, id, vdc -> Outcome.done(draft));
    }

    /**
     * Deletes a VDC that has no vApps, the namespace first.
     *
     * <p>The row stays as a tombstone until the cluster says that the namespace is gone.
     */
    Outcome<Change<Vdc>> delete(Caller caller, Urn organization, Urn id);

    /**
     * Deletes a VDC with everything in it, the namespace first.
     *
     * <p>It waits for work that is under way in it. The rows stay as tombstones until the cluster says that the namespace is gone.
     *
     * @param force delete although machines are running; otherwise that is refused before anything is touched
     */
    Outcome<Change<Vdc>> deleteWithContents(Caller caller, Urn organization, Urn id, boolean force);
}
