package io.ssvirt.faults;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

import io.ssvirt.cluster.kubernetes.internal.TestCluster;

/**
 * F2 over real HTTP. Each case has a namespace of its own, so that many of them can wait for their second chance at once; those that
 * need the API server for themselves come afterwards.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpTest {

    private static final int AT_ONCE = 10;

    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    private final Map<String, Future<?>> begun = new LinkedHashMap<>();
    private HttpGround ground;

    @BeforeAll
    void begin() throws IOException {
        Assumptions.assumeTrue(TestCluster.isPossible(), TestCluster.HOW_TO_GET_ONE);
        ground = new HttpGround();
    }

    @AfterAll
    void end() throws IOException {
        threads.shutdownNow();
        if (ground != null) {
            ground.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> aBadAnswerOfARealApiServerIsMadeGoodOrRefused() {
        List<Case<HttpGround>> cases = HttpCases.all();
        cases.forEach(
                each -> begun.put(each.id(), threads.submit(() -> each.body().accept(ground))));
        List<Case<HttpGround>> ends = cases.stream()
                .map(each -> new Case<HttpGround>(each.id(), each.text(), same -> outcome(each.id())))
                .toList();
        List<Case<HttpGround>> all =
                Stream.concat(ends.stream(), HttpAloneCases.all().stream()).toList();
        return Stream.concat(
                CaseBook.tests(all, each -> ground, "a real API server"),
                Stream.of(DynamicTest.dynamicTest("nothing is left over", () -> ground.settle())));
    }

    private void outcome(String id) {
        try {
            begun.get(id).get();
        } catch (ExecutionException failed) {
            throw new AssertionError(id + ": " + failed.getCause().getMessage(), failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
