package io.ssvirt.store.jpa.internal;

import java.util.Optional;
import java.util.function.Supplier;

import io.ssvirt.api.HealthProbe;
import io.ssvirt.store.spi.Store;

/** Tells how the database is, also while it was never open. */
final class StoreProbe implements HealthProbe {

    private static final String NAME = "database";

    private final Supplier<StoreOpening.State> state;

    StoreProbe(Supplier<StoreOpening.State> state) {
        this.state = state;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Finding look() {
        StoreOpening.State now = state.get();
        Optional<Store> store = now.store();
        if (store.isEmpty()) {
            return new Finding(NAME, Status.FAILED, now.detail());
        }
        return store.get().isAlive()
                ? new Finding(NAME, Status.OK, "It answers")
                : new Finding(
                        NAME,
                        Status.FAILED,
                        "It does not answer; see whether its server runs and can be reached from here");
    }
}
