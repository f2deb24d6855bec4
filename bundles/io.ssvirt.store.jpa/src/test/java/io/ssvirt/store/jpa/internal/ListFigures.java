package io.ssvirt.store.jpa.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.VApp;
import io.ssvirt.model.Vdc;
import io.ssvirt.model.VmStatus;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;

import static io.ssvirt.store.jpa.internal.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

/** Prints what lists cost with few and with many rows. No test by itself: {@code build/list-figures} runs it. */
class ListFigures {

    private static final String H2 = "H2";
    private static final String POSTGRES = "PostgreSQL";
    private static final int FEW = 100;
    private static final int MANY = 10_000;
    private static final int WARM = 200;
    private static final int MEASURED = 300;
    /** What nobody reads; after it PostgreSQL reads a page anew that it would have given out again. */
    private static final String COMMIT = "select pg_current_xact_id()";

    private static final Organization ACME = Samples.organization("acme");
    private static final Vdc DEV = Samples.vdc(ACME, "dev");

    /** Reads one page of one list. */
    private interface List25 extends BiFunction<Transaction, Query, Page<?>> {}

    private static final Map<String, List25> LISTS = lists();

    private static Map<String, List25> lists() {
        Map<String, List25> lists = new LinkedHashMap<>();
        lists.put("organizations, counted", (tx, query) -> tx.organizations().usedPage(Optional.empty(), query));
        lists.put("VDCs of all", (tx, query) -> tx.vdcs().page(Optional.empty(), query));
        lists.put("VDCs of one organization", (tx, query) -> tx.vdcs().page(Optional.of(ACME.id()), query));
        lists.put("catalogs of all", (tx, query) -> tx.catalogs().page(Optional.empty(), query));
        lists.put("catalogs that one sees", (tx, query) -> tx.catalogs().page(Optional.of(ACME.id()), query));
        lists.put("vApps of one VDC with VMs", (tx, query) -> tx.vapps()
                .mannedPage(DEV.id(), Optional.empty(), query)
                .orElseThrow());
        lists.put("tasks of all", (tx, query) -> tx.journal().tasks(Optional.empty(), query));
        return lists;
    }

    @TempDir
    Path folder;

    @Test
    void print() throws IOException, SQLException {
        StringBuilder table = new StringBuilder();
        for (String kind : List.of(H2, POSTGRES)) {
            try (TestDatabase few = open(kind, "few");
                    TestDatabase many = open(kind, "many")) {
                fill(few.store(), FEW);
                fill(many.store(), MANY);
                for (Map.Entry<String, List25> list : LISTS.entrySet()) {
                    double small = median(kind, few, list.getValue(), 1);
                    double first = median(kind, many, list.getValue(), 1);
                    double late = median(kind, many, list.getValue(), 400);
                    table.append(String.format(
                            Locale.ROOT,
                            "%-11s %-28s %6.2f ms %6.2f ms %6.2f ms   rows x%.2f   page x%.2f%n",
                            kind,
                            list.getKey(),
                            small,
                            first,
                            late,
                            first / small,
                            late / first));
                }
            }
        }
        String head = String.format("%-40s %9s %9s %9s%n", "page of 25", FEW + " rows", MANY + " rows", "page 400");
        Files.writeString(Path.of("target", "list-figures.txt"), head + table);
        assertThat(table.toString().lines()).hasSize(2 * LISTS.size());
    }

    private TestDatabase open(String kind, String name) {
        return kind.equals(H2) ? TestDatabase.h2("jdbc:h2:file:" + folder.resolve(name)) : TestDatabase.postgres();
    }

    private static void fill(Store store, int rows) {
        write(store, tx -> {
            tx.organizations().insert(ACME);
            tx.vdcs().insert(DEV);
        });
        for (int from = 0; from < rows; from += FEW) {
            int begin = from;
            write(store, tx -> {
                for (int row = begin; row < begin + FEW; row++) {
                    tx.organizations().insert(Samples.organization("org-" + row));
                    tx.vdcs().insert(Samples.vdc(ACME, "vdc-" + row));
                    tx.catalogs().insert(Samples.catalog(ACME, "catalog-" + row, row % 2 == 0));
                    VApp vapp = Samples.vapp(DEV, "vapp-" + row, NOW.plusSeconds(row));
                    tx.vapps().insert(vapp);
                    tx.vms().insert(Samples.vm(vapp, "vm-" + row, VmStatus.POWERED_ON));
                    tx.journal().insert(Samples.entry(DEV.id(), NOW.plusSeconds(row)));
                }
            });
        }
    }

    private static void write(Store store, java.util.function.Consumer<Transaction> work) {
        Outcome<Boolean> outcome = store.write(tx -> {
            work.accept(tx);
            return Outcome.done(true);
        });
        assertThat(outcome.refusal()).isEmpty();
    }

    private static double median(String kind, TestDatabase database, List25 list, int page) throws SQLException {
        long[] nanos = new long[MEASURED];
        try (Connection connection = database.source().getConnection();
                Statement other = connection.createStatement()) {
            for (int run = -WARM; run < MEASURED; run++) {
                if (kind.equals(POSTGRES)) {
                    other.execute(COMMIT);
                }
                long before = System.nanoTime();
                database.store().read(tx -> Outcome.done(list.apply(tx, Query.page(page, 25))));
                nanos[Math.max(run, 0)] = System.nanoTime() - before;
            }
        }
        Arrays.sort(nanos);
        return nanos[MEASURED / 2] / 1e6;
    }
}
