package io.ssvirt.faults;

import java.io.IOException;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** F4 on the simulated cluster. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TemplateTest {

    private final Lab lab = Lab.onH2();

    @AfterAll
    void close() throws IOException {
        lab.close();
    }

    @TestFactory
    Stream<DynamicTest> whatTheControllerLeavesIsFoundAndRemoved() {
        return CaseBook.inLab(TemplateCases.all(), lab, "H2");
    }
}
