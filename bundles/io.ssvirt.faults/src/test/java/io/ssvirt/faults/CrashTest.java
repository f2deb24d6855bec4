package io.ssvirt.faults;

import java.io.IOException;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** F1 on both databases. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashTest {

    private final Lab h2 = Lab.onH2();
    private final Lab postgres = Lab.onPostgres();

    @AfterAll
    void close() throws IOException {
        h2.close();
        postgres.close();
    }

    @TestFactory
    Stream<DynamicTest> aKilledProcessIsFinishedByTheNextOneOnH2() {
        return CaseBook.inLab(CrashCases.all(), h2, "H2");
    }

    @TestFactory
    Stream<DynamicTest> aKilledProcessIsFinishedByTheNextOneOnPostgres() {
        return CaseBook.inLab(CrashCases.all(), postgres, "PostgreSQL");
    }
}
