package io.ssvirt.cluster.kubernetes.internal;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.ssvirt.cluster.spi.template.InstancetypeSizes;
import io.ssvirt.cluster.spi.template.Quantity;
import io.ssvirt.cluster.spi.template.Tree;

/** The sizes of the cluster's instancetypes, from the watch of them. */
final class InstancetypeShelf implements InstancetypeSizes {

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

    /** Returns where the watch puts what it sees. */
    Sink sink() {
        return new Table<>(InstancetypeShelf::size, this::changed, this::listed);
    }

    private void changed(String name, Size before, Size after) {
        if (after == null) {
            sizes.remove(name);
        } else {
            sizes.put(name, after);
        }
        if (listed) {
            onChange.run();
        }
    }

    private void listed() {
        listed = true;
        onChange.run();
    }

    private static Size size(Map<String, Object> instancetype) {
        Map<String, Object> spec = Tree.map(instancetype, "spec");
        return new Size(
                (int) Math.min(Short.MAX_VALUE, amount(Tree.map(spec, "cpu"))), amount(Tree.map(spec, "memory")));
    }

    private static long amount(Map<String, Object> part) {
        return Quantity.parse(Tree.text(part, "guest")).map(Quantity::roundedUp).orElse(0L);
    }
}
