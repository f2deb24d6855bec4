package io.ssvirt.store.jpa.internal;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.junit.jupiter.api.Test;

import io.ssvirt.model.EntityType;
import io.ssvirt.model.ErrorKind;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Query;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;

import static org.assertj.core.api.Assertions.assertThat;

class StoreOutageTest {

    @Test
    void aDatabaseThatIsAwayIsAnErrorAndNoException() throws IOException {
        TestDatabase database = TestDatabase.postgres();
        Store store = database.store();
        assertThat(store.isAlive()).isTrue();

        database.stopServer();

        assertThat(store.isAlive()).isFalse();
        reads().forEach(work -> isUnavailable(store.read(work)));
        writes().forEach(work -> isUnavailable(store.write(work)));
    }

    private static void isUnavailable(Outcome<Boolean> outcome) {
        assertThat(outcome.refusal())
                .hasValueSatisfying(error -> assertThat(error.kind()).isEqualTo(ErrorKind.UNAVAILABLE));
    }

    private static List<Function<Transaction, Outcome<Boolean>>> reads() {
        return List.of(
                tx -> Outcome.done(tx.vdcs().find(Samples.urn(EntityType.VDC)).isPresent()),
                tx -> Outcome.done(
                        tx.vdcs().page(Optional.empty(), Query.page(1, 25)).total() > 0));
    }

    private static List<Function<Transaction, Outcome<Boolean>>> writes() {
        return List.of(
                tx -> Outcome.done(
                        tx.vdcs().findLocked(Samples.urn(EntityType.VDC)).isPresent()),
                tx -> {
                    tx.organizations().insert(Samples.organization("acme"));
                    return Outcome.done(true);
                });
    }
}
