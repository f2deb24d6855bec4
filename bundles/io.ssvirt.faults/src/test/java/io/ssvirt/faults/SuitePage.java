package io.ssvirt.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the page about the suite from what happened in this run, and tells the sums. */
public final class SuitePage implements TestExecutionListener {

    private static final Logger LOG = LoggerFactory.getLogger(SuitePage.class);
    private static final String INTRODUCTION =
            """
            # Fault suite

            What is promised, that nothing is lost and nothing is left behind, is tried here: the real components run between a real
            database and the simulated cluster, and at every place where something can go wrong it is made to. `build/fault-suite` runs it
            and writes this page; the cases are also part of `./ssvirt test`. Time, ids, chance and threads are given to the components, so
            that a case takes the same course every time, and hours of waiting take no time.

            After each case the database and the cluster are looked at directly, past the process, and these must hold:

            | | invariant |
            |---|---|
            | I1 | no object with our labels lacks a row or a tombstone |
            | I2 | nothing that is ready lacks its object, and nothing is in a transitional state without an intent |
            | I3 | every task that was accepted has ended exactly once |
            | I4 | a VDC has one namespace, ever |
            | I5 | what is counted as used is the sum of the rows, and the quota in the cluster is what the row says |
            | I6 | nothing of one tenant is told to another |
            | I7 | no secret value is in the database, in a log or in an error |
            | I8 | no memory, watch or thread is held when nothing is left to do; nothing is logged as an error |
            | I9 | all this within 60 seconds after the fault has cleared |
            """;

    private static final String PROOF =
            """

            ## Proof that it bites

            `ProtectionTest` takes one line of protection away at a time and runs the cases that stand on it. Each line must be missed.

            | without | what is then | fail | cases |
            |---|---|---|---|
            """;

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        String target = System.getProperty("ssvirt.faults.table", "");
        if (target.isEmpty() || CaseBook.results().isEmpty()) {
            return;
        }
        try {
            Files.writeString(Path.of(target), text());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        Suite.groups().forEach(group -> LOG.info("{}", sums(group)));
    }

    private static String text() {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        page.append("\n| group | what goes wrong | cases | runs | breaches | seconds |\n|---|---|---|---|---|---|\n");
        Suite.groups().forEach(group -> page.append(row(group)));
        page.append("\n## Figures\n\n| | |\n|---|---|\n");
        CaseBook.figures().stream()
                .sorted(Comparator.comparing(CaseBook.Figure::what))
                .forEach(figure -> page.append("| " + figure.what() + " | " + figure.value() + " |\n"));
        page.append(PROOF);
        CaseBook.proofs().forEach(proof -> page.append(row(proof)));
        for (Suite.Group group : Suite.groups()) {
            page.append("\n## ")
                    .append(group.id())
                    .append(" ")
                    .append(group.title())
                    .append("\n\n");
            page.append(group.text()).append("\n\n| case | what happens | result |\n|---|---|---|\n");
            group.cases()
                    .forEach(each ->
                            page.append("| `" + each.id() + "` | " + each.text() + " | " + result(each) + " |\n"));
        }
        return page.toString();
    }

    private static String row(CaseBook.Proof proof) {
        return "| " + proof.line().id() + " | " + proof.line().text() + " | "
                + proof.failing().size() + " of "
                + proof.tried() + " | "
                + proof.failing().stream().map(id -> "`" + id + "`").collect(Collectors.joining(" ")) + " |\n";
    }

    private static String row(Suite.Group group) {
        List<CaseBook.Result> results = results(group);
        return "| " + group.id() + " | " + group.title() + " | " + group.cases().size() + " | " + results.size() + " | "
                + results.stream().filter(result -> !result.holds()).count() + " | "
                + results.stream().mapToLong(CaseBook.Result::millis).sum() / 1000 + " |\n";
    }

    private static String sums(Suite.Group group) {
        return row(group).strip();
    }

    private static List<CaseBook.Result> results(Suite.Group group) {
        Map<String, List<CaseBook.Result>> all = CaseBook.results();
        return group.cases().stream()
                .flatMap(each -> all.getOrDefault(each.id(), List.of()).stream())
                .toList();
    }

    private static String result(Case<?> each) {
        List<CaseBook.Result> results = CaseBook.results().getOrDefault(each.id(), List.of());
        if (results.isEmpty()) {
            return "not run";
        }
        return results.stream()
                .map(result -> (result.holds() ? "holds on " : "FAILS on ") + result.ground())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
