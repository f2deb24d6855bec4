package io.ssvirt.store.jpa.internal;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import io.ssvirt.model.Catalog;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Urn;
import io.ssvirt.model.VApp;
import io.ssvirt.model.Vdc;
import io.ssvirt.model.Vm;
import io.ssvirt.model.VmStatus;
import io.ssvirt.store.spi.OrganizationRepository.Usage;
import io.ssvirt.store.spi.OrganizationRepository.Used;
import io.ssvirt.store.spi.Transaction;
import io.ssvirt.store.spi.VAppRepository.Manned;

import static io.ssvirt.store.jpa.internal.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

/** A page takes one statement, with everything that hangs on its rows, on whatever database a subclass brings. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PageSuite {

    private static final long NOT_THERE = -1;

    private final Organization acme = Samples.organization("acme");
    private final Organization empty = Samples.organization("beta");
    private final Vdc dev = Samples.vdc(acme, "dev");
    private final Vdc unused = Samples.vdc(acme, "unused");
    private final Catalog shown = Samples.catalog(acme, "shown", true);
    private final VApp web = Samples.vapp(dev, "web", NOW.plusSeconds(2));
    private final VApp bare = Samples.vapp(dev, "bare", NOW.plusSeconds(1));
    private final Vm first = Samples.vm(web, "a", VmStatus.POWERED_ON);
    private final Vm second = Samples.vm(web, "b", VmStatus.POWERED_OFF);
    private TestDatabase database;

    abstract TestDatabase open();

    @BeforeAll
    void fill() {
        database = open();
        Outcome<Boolean> filled = database.store().write(tx -> {
            tx.organizations().insert(acme);
            tx.organizations().insert(empty);
            tx.vdcs().insert(dev);
            tx.vdcs().insert(unused);
            tx.catalogs().insert(shown);
            tx.vapps().insert(web);
            tx.vapps().insert(bare);
            tx.vms().insert(second);
            tx.vms().insert(first);
            return Outcome.done(true);
        });
        assertThat(filled.refusal()).isEmpty();
    }

    @AfterAll
    void close() throws IOException {
        database.close();
    }

    private <T> T inOneStatement(Function<Transaction, T> work) {
        long before = database.statements();
        Outcome<T> outcome = database.store().read(tx -> Outcome.done(work.apply(tx)));
        assertThat(database.statements() - before).as("statements").isEqualTo(1);
        return outcome.fold(value -> value, error -> {
            throw new AssertionError(error);
        });
    }

    @Test
    void aPageOfVAppsBringsTheirMachinesByName() {
        Page<Manned> page = inOneStatement(tx -> vappsOf(tx, dev, Query.page(1, 25)));

        assertThat(page.total()).isEqualTo(2);
        assertThat(page.values()).containsExactly(new Manned(web, List.of(first, second)), new Manned(bare, List.of()));
    }

    @Test
    void aPageIsCutByVAppsAndNotByMachines() {
        Page<Manned> page = inOneStatement(tx -> vappsOf(tx, dev, Query.page(1, 1)));

        assertThat(page.total()).isEqualTo(2);
        assertThat(page.values()).containsExactly(new Manned(web, List.of(first, second)));
    }

    private static Page<Manned> vappsOf(Transaction tx, Vdc vdc, Query query) {
        return tx.vapps().mannedPage(vdc.id(), Optional.empty(), query).orElseThrow();
    }

    @Test
    void aPageTellsWhetherItsOwnerIsThereThoughItIsEmpty() {
        Urn nowhere = Samples.urn(EntityType.ORGANIZATION);
        Urn gone = Samples.urn(EntityType.VDC);
        // along the index, and behind the last one
        for (Query query : List.of(Query.page(1, 25), Query.page(7, 25))) {
            assertThat(total(tx -> tx.vdcs().pageOf(empty.id(), query))).isZero();
            assertThat(total(tx -> tx.vdcs().pageOf(acme.id(), query))).isEqualTo(2);
            assertThat(total(tx -> tx.vdcs().pageOf(nowhere, query))).isEqualTo(NOT_THERE);
            assertThat(total(tx -> tx.users().pageOf(empty.id(), query))).isZero();
            assertThat(total(tx -> tx.users().pageOf(nowhere, query))).isEqualTo(NOT_THERE);
            assertThat(total(tx -> tx.vapps().mannedPage(bare.vdcId(), Optional.of(acme.id()), query)))
                    .isEqualTo(2);
            assertThat(total(tx -> tx.vapps().mannedPage(bare.vdcId(), Optional.of(empty.id()), query)))
                    .isEqualTo(NOT_THERE);
            assertThat(total(tx -> tx.vapps().mannedPage(unused.id(), Optional.empty(), query)))
                    .isZero();
            assertThat(total(tx -> tx.vapps().mannedPage(gone, Optional.empty(), query)))
                    .isEqualTo(NOT_THERE);
        }
    }

    private long total(Function<Transaction, Optional<? extends Page<?>>> list) {
        return inOneStatement(tx -> list.apply(tx).map(page -> page.total()).orElse(NOT_THERE));
    }

    @Test
    void aVAppComesWithItsMachines() {
        Optional<Manned> found = inOneStatement(tx -> tx.vapps().findManned(web.id()));
        assertThat(found).contains(new Manned(web, List.of(first, second)));
        Optional<Manned> held = inOneStatement(tx -> tx.vapps().findMannedLocked(web.id()));
        assertThat(held).isEqualTo(found);
        Optional<Manned> unmanned = inOneStatement(tx -> tx.vapps().findMannedLocked(bare.id()));
        assertThat(unmanned).contains(new Manned(bare, List.of()));
        Urn absent = new Urn(EntityType.VAPP, first.id().id());
        Optional<Manned> nobody = inOneStatement(tx -> tx.vapps().findMannedLocked(absent));
        assertThat(nobody).isEmpty();
        Optional<Manned> none = inOneStatement(tx -> tx.vapps().findManned(absent));
        assertThat(none).isEmpty();
    }

    @Test
    void organizationsComeWithTheirNumbers() {
        Page<Used> page = inOneStatement(tx -> tx.organizations().usedPage(Optional.empty(), Query.page(1, 25)));

        assertThat(page.values())
                .containsExactly(new Used(acme, new Usage(2, 1, 2, 1, 0)), new Used(empty, Usage.NONE));
        Optional<Used> one = inOneStatement(tx -> tx.organizations().findUsed(acme.id()));
        assertThat(one).contains(page.values().get(0));
    }

    @Test
    void aPageBehindTheLastHasTheTotalToo() {
        Page<Vdc> page = inOneStatement(tx -> tx.vdcs().page(Optional.empty(), Query.page(7, 25)));

        assertThat(page.values()).isEmpty();
        assertThat(page.total()).isEqualTo(2);
    }

    @Test
    void everyListTakesOneStatement() {
        Query query = Query.page(1, 25);
        inOneStatement(tx -> tx.vdcs().page(Optional.of(acme.id()), query));
        inOneStatement(tx -> tx.vapps().page(dev.id(), query));
        inOneStatement(tx -> tx.catalogs().page(Optional.of(empty.id()), query));
        inOneStatement(tx -> tx.organizations().page(Optional.empty(), query));
        inOneStatement(tx -> tx.roles().page(query));
        inOneStatement(tx -> tx.journal().tasks(Optional.empty(), query));
    }

    @Test
    void aChangedCatalogKeepsItsOwner() {
        Catalog owned = new Catalog(
                Samples.urn(EntityType.CATALOG),
                empty.id(),
                "owned",
                "",
                false,
                false,
                true,
                1,
                NOW,
                NOW,
                Optional.of(new Catalog.Owner(Samples.urn(EntityType.USER), "alice")));
        Catalog renamed = new Catalog(
                owned.id(), empty.id(), "renamed", "d", false, false, true, 2, NOW, NOW.plusSeconds(1), owned.owner());

        Outcome<Catalog> found = database.store().write(tx -> {
            tx.catalogs().insert(owned);
            tx.catalogs().update(renamed);
            Catalog read = tx.catalogs().findLocked(owned.id()).orElseThrow();
            tx.catalogs().delete(owned.id());
            return Outcome.done(read);
        });

        assertThat(found).isEqualTo(Outcome.done(renamed));
    }
}
