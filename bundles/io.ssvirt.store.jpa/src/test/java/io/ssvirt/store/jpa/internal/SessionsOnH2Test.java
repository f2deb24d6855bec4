package io.ssvirt.store.jpa.internal;

class SessionsOnH2Test extends SessionSuite {

    @Override
    TestDatabase open() {
        return TestDatabase.h2();
    }
}
