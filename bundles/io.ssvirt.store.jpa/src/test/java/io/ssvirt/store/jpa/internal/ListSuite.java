package io.ssvirt.store.jpa.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import io.ssvirt.model.EntityType;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Query.Criterion;
import io.ssvirt.model.Query.Match;
import io.ssvirt.model.Query.Order;
import io.ssvirt.model.Task;
import io.ssvirt.model.Urn;
import io.ssvirt.model.VApp;
import io.ssvirt.model.Vdc;
import io.ssvirt.model.Vm;
import io.ssvirt.model.VmStatus;
import io.ssvirt.store.spi.IntentJournal.Entry;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;

import static io.ssvirt.store.jpa.internal.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

/** What lists answer to filters, orders and pages, on whatever database a subclass brings. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ListSuite {

    private static final String LETTERS = "ab%_!\\'";
    private static final Comparator<VApp> NEWEST = Comparator.comparing(VApp::createdAt)
            .thenComparing(vapp -> vapp.id().id().toString())
            .reversed();

    private final Random random = new Random(20261124);
    private final Organization acme = Samples.organization("acme");
    private final Vdc dev = Samples.vdc(acme, "dev");
    private final List<VApp> vapps = new ArrayList<>();
    private final Entry entry = Samples.entry(Samples.urn(EntityType.VDC), NOW);
    private TestDatabase database;
    private Store store;

    abstract TestDatabase open();

    @BeforeAll
    void manyVAppsWithOddNames() {
        database = open();
        store = database.store();
        write(tx -> {
            tx.organizations().insert(acme);
            tx.vdcs().insert(dev);
            tx.journal().insert(entry);
            for (int i = 0; i < 120; i++) {
                // several at the same time, so that the order needs its tie-break
                VApp vapp = Samples.vapp(dev, oddText(6) + i, NOW.plusSeconds(i / 4));
                vapps.add(vapp);
                tx.vapps().insert(vapp);
            }
        });
        vapps.sort(NEWEST);
    }

    @AfterAll
    void close() throws IOException {
        database.close();
    }

    private String oddText(int most) {
        StringBuilder text = new StringBuilder();
        for (int length = 1 + random.nextInt(most); length > 0; length--) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    private void write(Consumer<Transaction> work) {
        Outcome<Boolean> outcome = store.write(tx -> {
            work.accept(tx);
            return Outcome.done(true);
        });
        assertThat(outcome.refusal()).isEmpty();
    }

    private <T> T read(Function<Transaction, T> work) {
        return store.read(tx -> Outcome.done(work.apply(tx))).fold(value -> value, error -> {
            throw new AssertionError(error);
        });
    }

    @Test
    void listsOfAllVAppsAndMachinesEndAtTheOrganizationThatIsAskedFor() {
        Organization other = Samples.organization("umbrella");
        Vdc lab = Samples.vdc(other, "lab");
        VApp theirs = Samples.vapp(lab, "theirs", NOW.plusSeconds(90));
        Vm machine = Samples.vm(theirs, "vm-1", VmStatus.POWERED_ON);
        Vm second = Samples.vm(theirs, "vm-2", VmStatus.POWERED_OFF);
        write(tx -> {
            tx.organizations().insert(other);
            tx.vdcs().insert(lab);
            tx.vapps().insert(theirs);
            tx.vms().insert(machine);
            tx.vms().insert(second);
        });
        Query all = Query.page(1, 25);
        Query off = new Query(
                1,
                25,
                Optional.empty(),
                List.of(new Criterion("status", Match.EQUALS, "POWERED_OFF")),
                Optional.empty());
        Query byName = new Query(1, 25, Optional.empty(), List.of(), Optional.of(new Order("name", true)));
        Query inVdc = new Query(
                1,
                25,
                Optional.empty(),
                List.of(new Criterion("vdcId", Match.EQUALS, lab.id().toString())),
                Optional.empty());

        assertThat(read(tx -> tx.vapps().mannedPageOf(Optional.of(other.id()), all))
                        .values())
                .extracting(found -> found.vapp())
                .containsExactly(theirs);
        assertThat(read(tx -> tx.vapps().mannedPageOf(Optional.empty(), all)).total())
                .isEqualTo(121);
        assertThat(read(tx -> tx.vapps().mannedPageOf(Optional.empty(), inVdc)).values())
                .extracting(found -> found.vapp())
                .containsExactly(theirs);
        assertThat(read(tx -> tx.vms().pageOf(Optional.of(other.id()), byName)).values())
                .containsExactly(machine, second);
        assertThat(read(tx -> tx.vms().pageOf(Optional.empty(), off)).values()).containsExactly(second);
        assertThat(read(tx -> tx.vms().pageOf(Optional.of(acme.id()), all)).values())
                .isEmpty();
        write(tx -> {
            tx.vms().deleteOf(theirs.id());
            tx.vapps().delete(theirs.id());
        });
    }

    @Test
    void everyPageOfEveryFilterIsWhatAPersonWouldPick() {
        for (int round = 0; round < 200; round++) {
            Match match = Match.values()[random.nextInt(Match.DIFFERS.ordinal() + 1)];
            String asked = match == Match.EQUALS || match == Match.DIFFERS
                    ? vapps.get(random.nextInt(vapps.size())).name()
                    : oddText(2);
            int page = 1 + random.nextInt(6);
            int size = 1 + random.nextInt(40);
            Optional<Integer> offset = random.nextInt(3) == 0 ? Optional.of(random.nextInt(130)) : Optional.empty();
            Query query = new Query(page, size, offset, List.of(new Criterion("name", match, asked)), Optional.empty());

            Page<VApp> found = read(tx -> tx.vapps().page(dev.id(), query));

            List<VApp> all = vapps.stream().filter(matches(match, asked)).toList();
            assertThat(found.total()).as("total of %s", query).isEqualTo(all.size());
            assertThat(found.values())
                    .as("rows of %s", query)
                    .isEqualTo(all.stream().skip(query.skip()).limit(size).toList());
        }
    }

    private static Predicate<VApp> matches(Match match, String asked) {
        String low = asked.toLowerCase(Locale.ROOT);
        return vapp -> switch (match) {
            case EQUALS -> vapp.name().equals(asked);
            case CONTAINS -> vapp.name().toLowerCase(Locale.ROOT).contains(low);
            case STARTS_WITH -> vapp.name().toLowerCase(Locale.ROOT).startsWith(low);
            case DIFFERS -> !vapp.name().equals(asked);
            default -> throw new IllegalArgumentException("not asked here: " + match);
        };
    }

    @Test
    void aTimeIsComparedAsATime() {
        VApp middle = vapps.get(60);
        String at = middle.createdAt().toString();
        for (Match match : List.of(Match.ABOVE, Match.AT_LEAST, Match.BELOW, Match.AT_MOST)) {
            Query query = new Query(
                    1, 200, Optional.empty(), List.of(new Criterion("createdAt", match, at)), Optional.empty());

            assertThat(read(tx -> tx.vapps().page(dev.id(), query)).values())
                    .as("%s %s", match, at)
                    .isEqualTo(vapps.stream()
                            .filter(vapp -> holds(match, vapp.createdAt().compareTo(middle.createdAt())))
                            .toList());
        }
    }

    private static boolean holds(Match match, int order) {
        return switch (match) {
            case ABOVE -> order > 0;
            case AT_LEAST -> order >= 0;
            case BELOW -> order < 0;
            default -> order <= 0;
        };
    }

    @Test
    void anOrderWithTiesIsTheSameOnEveryPage() {
        for (boolean ascending : List.of(true, false)) {
            List<VApp> seen = new ArrayList<>();
            for (int page = 1; page <= 12; page++) {
                Query query = new Query(
                        page, 10, Optional.empty(), List.of(), Optional.of(new Order("created_at", ascending)));
                seen.addAll(read(tx -> tx.vapps().page(dev.id(), query)).values());
            }
            assertThat(seen)
                    .isEqualTo(vapps.stream()
                            .sorted(ascending ? NEWEST.reversed() : NEWEST)
                            .toList());
        }
    }

    @Test
    void aFilterSpeaksTheWordsOfTheApi() {
        assertThat(vdcs("allocationModel", "Flex")).isEqualTo(1);
        assertThat(vdcs("allocationModel", "PayAsYouGo")).isZero();
        assertThat(vdcs("isEnabled", "TRUE")).isEqualTo(dev.enabled() ? 1 : 0);
        assertThat(vdcs("isEnabled", "false")).isEqualTo(dev.enabled() ? 0 : 1);
        assertThat(vdcs("isEnabled", "perhaps")).isZero();
        assertThat(vdcs("status", "CREATING")).isEqualTo(1);
        assertThat(vdcs("id", dev.id().toString())).isEqualTo(1);
        assertThat(vdcs("id", dev.id().id().toString())).isEqualTo(1);
        assertThat(vdcs("id", "1")).isZero();
    }

    private long vdcs(String field, String value) {
        return read(tx -> tx.vdcs().page(Optional.of(acme.id()), equal(field, value)))
                .total();
    }

    private static Query equal(String field, String value) {
        return new Query(1, 25, Optional.empty(), List.of(new Criterion(field, Match.EQUALS, value)), Optional.empty());
    }

    @Test
    void tasksAreFoundByWhatTheyDoAndWhatTheyWorkOn() {
        Urn task = new Urn(EntityType.TASK, entry.id());

        assertThat(tasks("operation", "vdcCreateVdc")).extracting(Task::id).containsExactly(task);
        assertThat(tasks("operation", "vdcDeleteVdc")).isEmpty();
        assertThat(tasks("owner", entry.entity().toString()))
                .extracting(Task::id)
                .containsExactly(task);
        assertThat(tasks("owner", acme.id().toString())).isEmpty();
        assertThat(tasks("status", "QUEUED")).extracting(Task::id).containsExactly(task);
    }

    private List<Task> tasks(String field, String value) {
        return read(tx -> tx.journal().tasks(Optional.of(entry.orgId()), equal(field, value)))
                .values();
    }
}
