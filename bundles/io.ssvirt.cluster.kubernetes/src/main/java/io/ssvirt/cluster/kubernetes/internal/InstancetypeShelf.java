package io.ssvirt.cluster.kubernetes.internal;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.ssvirt.cluster.spi.template.InstancetypeSizes;

/** The sizes of the instancetypes of the cluster and of its namespaces, from the watches of them. */
final class InstancetypeShelf implements InstancetypeSizes {

    /** By name, and those of a namespace by {@code namespace/name}. */
    private final Map<String, Size> sizes = new ConcurrentHashMap<>();

    private final Runnable onChange;
    private volatile boolean listed;

    /** Takes what to run when a size changed; once for all of them when they are seen first. */
    InstancetypeShelf(Runnable onChange) {
        this.onChange = onChange;
    }

    @Override
    public Optional<Size> find(String name) {
        return Optional.ofNullable(sizes.get(name));
    }

    @Override
    public Optional<Size> find(String namespace, String name) {
        return find(namespace + "/" + name);
    }

    /** Returns where the watch of one of the two kinds puts what it sees. */
    Sink sink() {
        return new Table<>(InstancetypeSizes::of, this::changed, this::listed);
    }

    private void changed(String key, Size before, Size after) {
        if (after == null) {
            sizes.remove(key);
        } else {
            sizes.put(key, after);
        }
        if (listed) {
            onChange.run();
        }
    }

    private void listed() {
        listed = true;
        onChange.run();
    }
}
