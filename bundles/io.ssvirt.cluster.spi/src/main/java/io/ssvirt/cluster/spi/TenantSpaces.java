package io.ssvirt.cluster.spi;

import java.util.Optional;
import java.util.UUID;

import io.ssvirt.model.NamespaceName;

/** The namespaces of VDCs with everything in them. */
public interface TenantSpaces {

    /**
     * Makes the namespace set exist as described, whatever of it exists already.
     *
     * @return {@code Conflict} when a namespace of that name has no or another {@link Labels#VDC_ID}; {@code
     *     Refused(TERMINATING)} while one of that name is going away
     */
    ClusterResult<ObservedSpace> ensure(DesiredSpace desired, OperationKey key);

    /** Asks the cluster itself, past every cache, whether the namespace is there. */
    ClusterResult<Optional<ObservedSpace>> observe(NamespaceName name);

    /**
     * Starts removing a namespace and everything in it; not there is fine.
     *
     * @param vdcId only a namespace whose label holds this is touched; any other is a {@code Conflict}
     * @return what is still there; empty when the namespace is gone
     */
    ClusterResult<Optional<ObservedSpace>> remove(NamespaceName name, UUID vdcId, OperationKey key);
}
