package io.ssvirt.rest.cloudapi.internal;

import io.ssvirt.store.jpa.internal.TestDatabase;

class WaitingStatementsOnPostgresTest extends WaitingStatements {

    @Override
    TestDatabase database() {
        return TestDatabase.postgres();
    }
}
