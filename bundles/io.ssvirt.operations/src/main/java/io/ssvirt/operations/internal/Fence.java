package io.ssvirt.operations.internal;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Keeps a worker that was overtaken away from the cluster.
 *
 * <p>Bound to the thread, because an attempt calls the cluster through many hands and none of them should have to pass a claim
 * on, nor be able to forget it.
 */
final class Fence {

    private static final ThreadLocal<BooleanSupplier> CLAIM = new ThreadLocal<>();

    private Fence() {}

    /** Does work that is allowed to call the cluster only while a claim holds. */
    static <T> T under(BooleanSupplier holds, Supplier<T> work) {
        CLAIM.set(holds);
        try {
            return work.get();
        } finally {
            CLAIM.remove();
        }
    }

    /** Tells whether the current thread may call the cluster: it works under no claim, or under one that holds. */
    static boolean isOpen() {
        BooleanSupplier holds = CLAIM.get();
        return holds == null || holds.getAsBoolean();
    }
}
