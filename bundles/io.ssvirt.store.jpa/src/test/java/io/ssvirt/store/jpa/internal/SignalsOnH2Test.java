package io.ssvirt.store.jpa.internal;

import java.io.IOException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.ssvirt.store.spi.Store;

import static org.assertj.core.api.Assertions.assertThat;

class SignalsOnH2Test extends SignalSuite {

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
    Store store() {
        return database.store();
    }

    @Test
    void oneProcessAloneAlwaysHears() {
        assertThat(store().signals().isHeard()).isTrue();
    }
}
