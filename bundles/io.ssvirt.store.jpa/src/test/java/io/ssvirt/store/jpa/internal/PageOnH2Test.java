package io.ssvirt.store.jpa.internal;

class PageOnH2Test extends PageSuite {

    @Override
    TestDatabase open() {
        return TestDatabase.h2();
    }
}
