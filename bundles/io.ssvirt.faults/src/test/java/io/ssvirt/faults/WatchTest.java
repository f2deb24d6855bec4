package io.ssvirt.faults;

import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** F3 with the Kubernetes provider's own lists and watches. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WatchTest {

    private final WatchGround ground = new WatchGround();

    @AfterAll
    void close() {
        ground.close();
    }

    @TestFactory
    Stream<DynamicTest> whateverHappensToAWatchWhatIsThereIsSeen() {
        return CaseBook.tests(WatchCases.all(), each -> ground.begin(), "watch protocol");
    }
}
