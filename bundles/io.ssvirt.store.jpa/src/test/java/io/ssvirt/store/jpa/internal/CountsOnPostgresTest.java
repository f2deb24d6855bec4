package io.ssvirt.store.jpa.internal;

class CountsOnPostgresTest extends CountSuite {

    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
