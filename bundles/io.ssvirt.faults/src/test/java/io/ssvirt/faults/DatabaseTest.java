package io.ssvirt.faults;

import java.io.IOException;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** F5 at the store, and at the wire of a PostgreSQL of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseTest {

    private final Lab lab = Lab.onH2();
    private final DatabaseGround ground = DatabaseGround.start();

    @AfterAll
    void close() throws IOException {
        lab.close();
        ground.close();
    }

    @TestFactory
    Stream<DynamicTest> whatTheDatabaseDoesIsMadeGood() {
        return CaseBook.inLab(DatabaseCases.all(), lab, "H2");
    }

    @TestFactory
    Stream<DynamicTest> theSameIsMadeGoodOnPostgres() {
        return CaseBook.tests(
                DatabaseCases.all(), each -> ground.begin(each.id().hashCode()).lab(), "PostgreSQL");
    }

    @TestFactory
    Stream<DynamicTest> whatHappensToPostgresIsMadeGood() {
        return CaseBook.tests(ServerCases.all(), each -> ground.begin(each.id().hashCode()), "PostgreSQL");
    }
}
