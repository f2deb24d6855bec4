package io.ssvirt.faults;

import java.io.IOException;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** F5 at the store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseTest {

    private final Lab lab = Lab.onH2();

    @AfterAll
    void close() throws IOException {
        lab.close();
    }

    @TestFactory
    Stream<DynamicTest> whatTheDatabaseDoesIsMadeGood() {
        return CaseBook.tests(DatabaseCases.all(), lab, "H2");
    }
}
