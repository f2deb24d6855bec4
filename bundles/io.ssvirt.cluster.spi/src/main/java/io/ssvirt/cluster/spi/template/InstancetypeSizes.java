package io.ssvirt.cluster.spi.template;

import java.util.Optional;

/** The sizes of the cluster's own instancetypes, as far as they are known. */
@FunctionalInterface
public interface InstancetypeSizes {

    /** None is known but the common ones, whose sizes are the same in every cluster. */
    InstancetypeSizes COMMON = name -> Optional.empty();

    /** The virtual CPUs and the guest memory that an instancetype gives. */
    record Size(int cpus, long memoryBytes) {}

    /** Finds the size of a cluster instancetype by its name. */
    Optional<Size> find(String name);
}
