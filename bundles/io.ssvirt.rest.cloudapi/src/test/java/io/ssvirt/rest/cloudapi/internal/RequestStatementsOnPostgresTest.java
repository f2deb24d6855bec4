package io.ssvirt.rest.cloudapi.internal;

import io.ssvirt.store.jpa.internal.TestDatabase;

class RequestStatementsOnPostgresTest extends RequestStatements {

    @Override
    TestDatabase database() {
        return TestDatabase.postgres();
    }
}
