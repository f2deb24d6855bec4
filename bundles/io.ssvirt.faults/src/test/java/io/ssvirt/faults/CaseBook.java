package io.ssvirt.faults;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;

/** Keeps the results of all cases of this run. */
final class CaseBook {

    /** How a case went on one ground. */
    record Result(String ground, boolean holds, long millis) {}

    /** What failed without a line of protection. */
    record Proof(Protection line, int tried, List<String> failing) {}

    /** Something that was measured. */
    record Figure(String what, String value) {}

    private static final List<Proof> PROOFS = new ArrayList<>();
    private static final List<Figure> FIGURES = new ArrayList<>();
    private static final Map<String, List<Result>> RESULTS = new LinkedHashMap<>();

    private CaseBook() {}

    /** Makes a test of each case in a lab that begins anew for each. */
    static Stream<DynamicTest> inLab(List<Case<Lab>> cases, Lab lab, String ground) {
        return tests(cases, each -> lab.begin(each.id().hashCode()), ground);
    }

    /** Makes a test of each case; what it logged is shown when it fails. */
    static <G> Stream<DynamicTest> tests(List<Case<G>> cases, Function<Case<G>, G> begin, String ground) {
        return cases.stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.id() + ": " + each.text(),
                        () -> run(each.id(), () -> each.body().accept(begin.apply(each)), ground)));
    }

    private static void run(String id, Runnable work, String ground) {
        long begin = System.nanoTime();
        boolean holds = false;
        try {
            work.run();
            holds = true;
        } finally {
            record(id, new Result(ground, holds, (System.nanoTime() - begin) / 1_000_000));
            if (!holds) {
                LogTap.installed().show();
            }
        }
    }

    static synchronized void proof(Protection line, int tried, List<String> failing) {
        PROOFS.add(new Proof(line, tried, List.copyOf(failing)));
    }

    static synchronized List<Proof> proofs() {
        return List.copyOf(PROOFS);
    }

    static synchronized void figure(String what, String value) {
        FIGURES.add(new Figure(what, value));
    }

    static synchronized List<Figure> figures() {
        return List.copyOf(FIGURES);
    }

    static synchronized void record(String id, Result result) {
        RESULTS.computeIfAbsent(id, first -> new ArrayList<>()).add(result);
    }

    static synchronized Map<String, List<Result>> results() {
        return new LinkedHashMap<>(RESULTS);
    }
}
