package io.ssvirt.store.jpa.internal;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class JournalOnH2FileTest extends JournalSuite {

    @TempDir
    static Path folder;

    private static TestDatabase database;

    @BeforeAll
    static void start() {
        database = TestDatabase.h2("jdbc:h2:file:" + folder.resolve("ssvirt") + ";DB_CLOSE_ON_EXIT=FALSE");
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
