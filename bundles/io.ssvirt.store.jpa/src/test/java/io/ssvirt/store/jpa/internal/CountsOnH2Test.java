package io.ssvirt.store.jpa.internal;

class CountsOnH2Test extends CountSuite {

    @Override
    TestDatabase open() {
        return TestDatabase.h2();
    }
}
