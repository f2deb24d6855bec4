package io.ssvirt.store.jpa.internal;

class PageOnPostgresTest extends PageSuite {

    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
