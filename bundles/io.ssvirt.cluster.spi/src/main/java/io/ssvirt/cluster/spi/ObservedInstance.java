package io.ssvirt.cluster.spi;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.ssvirt.model.InstancePhase;
import io.ssvirt.model.NamespaceName;

/**
 * A TemplateInstance as the cluster shows it.
 *
 * @param vappId what its label says
 * @param message the failure in the cluster's own words; empty when there is none
 */
public record ObservedInstance(
        NamespaceName space,
        String name,
        UUID uid,
        Optional<UUID> vappId,
        InstancePhase phase,
        String message,
        List<ObjectReference> objects,
        boolean deleting) {

    /** Keeps its own copy. */
    public ObservedInstance {
        objects = List.copyOf(objects);
    }
}
