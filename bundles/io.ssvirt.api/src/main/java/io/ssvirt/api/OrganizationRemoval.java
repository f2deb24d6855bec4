package io.ssvirt.api;

import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Urn;

/** Deleting an organization together with everything in it. */
public interface OrganizationRemoval {

    /**
     * Deletes an organization with its VDCs, vApps, catalogs and users; the cluster first.
     *
     * <p>Its users cannot log in any more from the moment that this was accepted. The organization stays visible until the
     * cluster says that nothing of it is left.
     *
     * @param force delete although machines are running; otherwise that is refused before anything is touched
     * @return the organization and the task; refused with what stands in the way
     */
    Outcome<Change<Organization>> remove(Caller caller, Urn organization, boolean force);
}
