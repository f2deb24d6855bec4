package io.ssvirt.store.jpa.internal;

class SessionsOnPostgresTest extends SessionSuite {

    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
