package io.ssvirt.cluster.spi;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.ssvirt.model.NamespaceName;

/**
 * A namespace that carries our labels.
 *
 * @param vdcId what its label says
 * @param blockers while terminating: the cluster's own words about what keeps it
 */
public record ObservedSpace(
        NamespaceName name, UUID uid, Optional<UUID> vdcId, boolean terminating, List<String> blockers) {

    /** Keeps its own copy. */
    public ObservedSpace {
        blockers = List.copyOf(blockers);
    }
}
