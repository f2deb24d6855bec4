package io.ssvirt.store.jpa.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.ssvirt.model.EntityType;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Urn;
import io.ssvirt.model.VAppState;
import io.ssvirt.model.VdcState;
import io.ssvirt.model.VmStatus;
import io.ssvirt.store.spi.Intent;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;

import static org.assertj.core.api.Assertions.assertThat;

/** Upgrades from every {@link ReleasedSchema} with data in it. */
class UpgradeTest {

    @TempDir
    Path folder;

    @Test
    void everyReleasedSchemaOnH2IsBroughtHereWithItsRows() throws Exception {
        ReleasedSchema.eachOnH2(folder, UpgradeTest::upgrade);
    }

    @Test
    void everyReleasedSchemaOnPostgresIsBroughtHereWithItsRows() throws Exception {
        ReleasedSchema.eachOnPostgres(UpgradeTest::upgrade);
    }

    static void upgrade(DataSource source) throws IOException {
        try (TestDatabase database = TestDatabase.on(source)) {
            everythingIsThere(database.store());
        }
    }

    private static void everythingIsThere(Store store) {
        assertThat(store.read(tx -> {
                    check(tx);
                    return Outcome.done(true);
                }))
                .isEqualTo(Outcome.done(true));
        assertThat(store.write(tx -> Outcome.done(resumed(tx)))).isEqualTo(Outcome.done(true));
    }

    private static void check(Transaction tx) {
        assertThat(tx.organizations()
                        .find(urn(EntityType.ORGANIZATION, 1))
                        .orElseThrow()
                        .name())
                .isEqualTo("acme");
        assertThat(tx.users().find(urn(EntityType.USER, 3)).orElseThrow().username())
                .isEqualTo("ada");
        assertThat(tx.sessions().find(urn(EntityType.SESSION, 4))).isPresent();
        assertThat(tx.vdcs().find(urn(EntityType.VDC, 5)).orElseThrow().state()).isEqualTo(VdcState.UPDATING);
        assertThat(tx.catalogs().find(urn(EntityType.CATALOG, 6))).isPresent();
        assertThat(tx.vapps().find(urn(EntityType.VAPP, 7)).orElseThrow().state())
                .isEqualTo(VAppState.READY);
        assertThat(tx.vms().find(urn(EntityType.VM, 8)).orElseThrow().status()).isEqualTo(VmStatus.POWERED_ON);
        assertThat(tx.journal().task(new UUID(0, 9)).orElseThrow().status().isFinal())
                .isTrue();
        assertThat(tx.inventory().vapps()).singleElement().satisfies(vapp -> assertThat(vapp.objectName())
                .isEqualTo("web"));
    }

    /** What the process of the old version had not finished is carried on. */
    private static boolean resumed(Transaction tx) {
        Instant now = Instant.parse("2030-01-01T00:00:00Z");
        UUID open = new UUID(0, 10);
        assertThat(tx.journal().due("new", now, 10)).containsExactly(open);
        Intent intent =
                tx.journal().claim(open, "new", now, Duration.ofSeconds(30)).orElseThrow();
        return intent.desired().get("description").equals("before") && !intent.cancelled();
    }

    private static Urn urn(EntityType type, long number) {
        return new Urn(type, new UUID(0, number));
    }
}
