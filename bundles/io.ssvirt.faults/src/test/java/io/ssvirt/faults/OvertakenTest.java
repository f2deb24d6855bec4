package io.ssvirt.faults;

import java.io.IOException;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** F6 with two processes on one database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OvertakenTest {

    private final Lab lab = Lab.onH2();

    @AfterAll
    void close() throws IOException {
        lab.close();
    }

    @TestFactory
    Stream<DynamicTest> aWorkerThatWasOvertakenDoesNoHarm() {
        return CaseBook.inLab(Suite.overtaken(), lab, "H2");
    }
}
