package io.ssvirt.cluster.spi.template;

import java.util.Map;
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

    /** Finds the size of an instancetype that a namespace has for itself; the namespace is empty inside of a template. */
    default Optional<Size> find(String namespace, String name) {
        return Optional.empty();
    }

    /** Reads the size from an instancetype object, whether the cluster's or a namespace's. */
    static Size of(Map<String, Object> instancetype) {
        Map<String, Object> spec = Tree.map(instancetype, "spec");
        return new Size(
                (int) Math.min(Short.MAX_VALUE, Amounts.of(Tree.map(spec, "cpu"), "guest")),
                Amounts.of(Tree.map(spec, "memory"), "guest"));
    }
}
