package io.ssvirt.store.jpa.internal;

import java.io.IOException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class InsertionOnH2Test extends InsertionSuite {

    private static TestDatabase database;

    @BeforeAll
    static void start() {
        database = TestDatabase.h2();
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
    }

    @Override
    TestDatabase database() {
        return database;
    }
}
