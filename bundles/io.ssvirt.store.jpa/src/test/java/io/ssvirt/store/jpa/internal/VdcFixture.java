package io.ssvirt.store.jpa.internal;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;

import org.junit.jupiter.api.BeforeEach;

import io.ssvirt.model.EntityType;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Urn;
import io.ssvirt.model.VApp;
import io.ssvirt.model.Vdc;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;

import static io.ssvirt.store.jpa.internal.Samples.NOW;

/** A VDC with a vApp in it, of an organization of its own, on whatever database a subclass brings. */
abstract class VdcFixture {

    static final Instant LATER = NOW.plusSeconds(60);

    Store store;
    Organization acme;
    Vdc dev;
    VApp web;

    abstract TestDatabase database();

    @BeforeEach
    void aVdcWithAVApp() {
        store = database().store();
        acme = Samples.organization("acme-" + UUID.randomUUID());
        dev = Samples.vdc(acme, "dev");
        web = Samples.vapp(dev, "web", NOW);
        write(tx -> {
            tx.organizations().insert(acme);
            tx.vdcs().insert(dev);
            tx.vapps().insert(web);
            return true;
        });
    }

    <T> T write(Function<Transaction, T> work) {
        return store.write(tx -> Outcome.done(work.apply(tx))).fold(value -> value, error -> {
            throw new AssertionError(error);
        });
    }

    static Urn unknown(EntityType type) {
        return Samples.urn(type);
    }
}
