package io.ssvirt.store.jpa.internal;

class ListOnPostgresTest extends ListSuite {

    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
