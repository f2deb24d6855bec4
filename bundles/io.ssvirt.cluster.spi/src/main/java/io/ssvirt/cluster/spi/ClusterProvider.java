package io.ssvirt.cluster.spi;

import java.util.Optional;

/**
 * A cluster, as a service. A provider registers this service when it is configured and unregisters it when it is not.
 *
 * <p>Service property {@value #NAME} names it. No call blocks for ever, and none throws: what goes wrong is a {@link
 * ClusterResult}.
 */
public interface ClusterProvider {

    /** Service property that holds the name, {@code kubernetes} or {@code simulator}. */
    String NAME = "ssvirt.provider";

    /** Returns the name. */
    String name();

    /** Returns the port for VDC namespaces. */
    TenantSpaces spaces();

    /** Returns the port for templates. */
    Templates templates();

    /** Returns the port for instantiated templates. */
    Instances instances();

    /** Returns the port for machines. */
    Machines machines();

    /** Returns what is known without asking the cluster. */
    Observations observations();

    /** Returns how the cluster chooses one of several processes; empty when it does not, or is not asked to. */
    default Optional<Elections> elections() {
        return Optional.empty();
    }
}
