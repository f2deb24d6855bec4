package io.ssvirt.cluster.kubernetes.internal;

import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Lets nothing through once the life of a watch is over, so that a late event cannot undo what a newer one has seen. */
record Gate(Sink to, BooleanSupplier open, Object lock) implements Sink {

    @Override
    public void put(String key, Map<String, Object> object) {
        pass(() -> to.put(key, object));
    }

    @Override
    public void remove(String key) {
        pass(() -> to.remove(key));
    }

    @Override
    public void listed(Set<String> keys) {
        pass(() -> to.listed(keys));
    }

    private void pass(Runnable event) {
        synchronized (lock) {
            if (open.getAsBoolean()) {
                event.run();
            }
        }
    }
}
