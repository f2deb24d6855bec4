package io.ssvirt.rest.cloudapi.internal;

import io.ssvirt.store.jpa.internal.TestDatabase;

class MutationStatementsOnPostgresTest extends MutationStatements {

    @Override
    TestDatabase database() {
        return TestDatabase.postgres();
    }
}
