package io.ssvirt.store.jpa.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Query.Order;
import io.ssvirt.model.Urn;
import io.ssvirt.model.VApp;
import io.ssvirt.model.Vdc;
import io.ssvirt.model.Vm;
import io.ssvirt.model.VmStatus;
import io.ssvirt.store.spi.OrganizationRepository.Usage;
import io.ssvirt.store.spi.Transaction;

import static io.ssvirt.store.jpa.internal.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

/** The numbers that lists show are those of the rows, whatever was committed, on whatever database a subclass brings. */
abstract class CountSuite {

    private static final Query ONE = Query.page(1, 1);

    private final Organization acme = Samples.organization("acme");
    private final Organization other = Samples.organization("other");
    private final Vdc dev = Samples.vdc(acme, "dev");
    private final VApp web = Samples.vapp(dev, "web", NOW);
    private TestDatabase database;

    abstract TestDatabase open();

    @BeforeEach
    void fill() {
        database = open();
        write(tx -> {
            tx.organizations().insert(acme);
            tx.organizations().insert(other);
            tx.vdcs().insert(dev);
            tx.vapps().insert(web);
        });
    }

    @AfterEach
    void close() throws IOException {
        database.close();
    }

    private void write(Consumer<Transaction> work) {
        Outcome<Boolean> outcome = database.store().write(tx -> {
            work.accept(tx);
            return Outcome.done(true);
        });
        assertThat(outcome.refusal()).isEmpty();
    }

    private <T> T read(Function<Transaction, T> work) {
        return database.store().read(tx -> Outcome.done(work.apply(tx))).fold(value -> value, error -> {
            throw new AssertionError(error);
        });
    }

    private Usage usage() {
        return read(tx -> tx.organizations().findUsed(acme.id()).orElseThrow().usage());
    }

    private long total(Function<Transaction, Page<?>> list) {
        Page<?> page = read(list::apply);
        return page.total();
    }

    private long vms(Organization organization) {
        return total(tx -> tx.vms().pageOf(Optional.of(organization.id()), ONE));
    }

    @Test
    void followWhatIsInsertedSwitchedAndDeleted() {
        Vm on = Samples.vm(web, "on", VmStatus.POWERED_ON);
        Vm off = Samples.vm(web, "off", VmStatus.POWERED_OFF);
        write(tx -> {
            tx.catalogs().insert(Samples.catalog(acme, "c", false));
            tx.vms().insert(on);
            tx.vms().insert(off);
        });
        assertThat(usage()).isEqualTo(new Usage(1, 1, 1, 1, 0));
        assertThat(vms(acme)).isEqualTo(2);

        write(tx -> tx.vms().update(on.in(VmStatus.SUSPENDED, NOW)));
        assertThat(usage()).isEqualTo(new Usage(1, 1, 1, 0, 0));

        write(tx -> tx.vapps().deleteOfVdc(dev.id()));
        assertThat(usage()).isEqualTo(new Usage(1, 1, 0, 0, 0));
        assertThat(vms(acme)).isZero();
    }

    @Test
    void knowNothingOfATransactionThatWasRefused() {
        database.store().write(tx -> {
            tx.vms().insert(Samples.vm(web, "a", VmStatus.POWERED_ON));
            return Outcome.refused(DomainError.notFound("changed its mind"));
        });

        assertThat(usage()).isEqualTo(new Usage(1, 0, 1, 0, 0));
        assertThat(vms(acme)).isZero();
    }

    @Test
    void areOfEachOrganizationAndOfAllTogether() {
        write(tx -> {
            tx.vms().insert(Samples.vm(web, "a", VmStatus.POWERED_ON));
            tx.catalogs().insert(Samples.catalog(other, "c", false));
        });

        assertThat(vms(other)).isZero();
        assertThat(total(tx -> tx.vms().pageOf(Optional.empty(), ONE))).isEqualTo(1);
        assertThat(total(tx -> tx.catalogs().page(Optional.empty(), ONE))).isEqualTo(1);
        assertThat(total(tx -> tx.organizations().usedPage(Optional.empty(), ONE)))
                .isEqualTo(2);
        assertThat(total(tx -> tx.organizations().page(Optional.empty(), ONE))).isEqualTo(2);
        assertThat(total(tx -> tx.vapps().mannedPageOf(Optional.of(acme.id()), ONE)))
                .isEqualTo(1);
        assertThat(total(tx -> tx.vdcs().page(Optional.of(other.id()), ONE))).isZero();
    }

    @Test
    void goWithTheirOrganization() {
        write(tx -> {
            tx.catalogs().insert(Samples.catalog(other, "c", false));
            tx.organizations().deleteWithMembers(other.id());
        });

        assertThat(total(tx -> tx.organizations().usedPage(Optional.empty(), ONE)))
                .isEqualTo(1);
        assertThat(total(tx -> tx.catalogs().page(Optional.empty(), ONE))).isZero();
    }

    @Test
    void findEveryPageFromWhicheverEndItIsRead() {
        write(tx -> {
            for (int number = 0; number < 23; number++) {
                tx.vms().insert(Samples.vm(web, "vm-" + number, VmStatus.POWERED_ON));
            }
        });
        for (Order order :
                List.of(new Order("createdAt", true), new Order("createdAt", false), new Order("name", true))) {
            List<Vm> whole = vms(Optional.empty(), 1, 100, order).values();
            for (int size = 1; size <= 24; size++) {
                List<Vm> pages = new ArrayList<>();
                for (int page = 1; page <= (23 + size - 1) / size; page++) {
                    Page<Vm> all = vms(Optional.empty(), page, size, order);
                    assertThat(vms(Optional.of(acme.id()), page, size, order)).isEqualTo(all);
                    assertThat(all.total()).isEqualTo(23);
                    pages.addAll(all.values());
                }
                assertThat(pages).as("pages of %d by %s", size, order).isEqualTo(whole);

                Page<Vm> behind = vms(Optional.empty(), 24, size, order);
                assertThat(behind.values()).isEmpty();
                assertThat(behind.total()).isEqualTo(23);
            }
        }
    }

    private Page<Vm> vms(Optional<Urn> organization, int page, int size, Order order) {
        Query query = new Query(page, size, Optional.empty(), List.of(), Optional.of(order));
        return read(tx -> tx.vms().pageOf(organization, query));
    }

    @Test
    void addUpWhenManyWriteAtOnce() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(4);
        List<Future<?>> done = new ArrayList<>();
        for (int number = 0; number < 60; number++) {
            Vm vm = Samples.vm(web, "vm-" + number, number % 3 == 0 ? VmStatus.POWERED_ON : VmStatus.STARTING);
            boolean stays = number % 2 == 0;
            done.add(writers.submit(() -> {
                write(tx -> tx.vms().insert(vm));
                write(tx -> tx.vms().update(vm.in(VmStatus.POWERED_ON, NOW)));
                if (!stays) {
                    write(tx -> tx.vms().delete(vm.id()));
                }
            }));
        }
        for (Future<?> one : done) {
            one.get(60, TimeUnit.SECONDS);
        }
        writers.shutdown();

        assertThat(usage().runningVms()).isEqualTo(30);
        assertThat(vms(acme)).isEqualTo(30);
        assertThat(total(tx -> tx.vms().pageOf(Optional.empty(), ONE))).isEqualTo(30);
    }
}
