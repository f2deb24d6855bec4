package io.ssvirt.rest.cloudapi.internal;

import io.ssvirt.store.jpa.internal.TestDatabase;

class WaitingStatementsOnH2Test extends WaitingStatements {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
