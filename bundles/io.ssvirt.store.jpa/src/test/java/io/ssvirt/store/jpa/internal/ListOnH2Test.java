package io.ssvirt.store.jpa.internal;

class ListOnH2Test extends ListSuite {

    @Override
    TestDatabase open() {
        return TestDatabase.h2();
    }
}
