package io.ssvirt.store.jpa.internal;

class UsersOnH2Test extends UserSuite {

    @Override
    TestDatabase open() {
        return TestDatabase.h2();
    }
}
