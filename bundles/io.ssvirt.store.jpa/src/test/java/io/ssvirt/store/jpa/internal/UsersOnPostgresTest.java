package io.ssvirt.store.jpa.internal;

class UsersOnPostgresTest extends UserSuite {

    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
