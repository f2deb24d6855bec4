package io.ssvirt.rest.cloudapi.internal;

import io.ssvirt.store.jpa.internal.TestDatabase;

class RequestStatementsOnH2Test extends RequestStatements {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
