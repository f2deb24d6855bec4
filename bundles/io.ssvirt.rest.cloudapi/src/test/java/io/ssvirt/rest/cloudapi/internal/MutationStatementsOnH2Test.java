package io.ssvirt.rest.cloudapi.internal;

import io.ssvirt.store.jpa.internal.TestDatabase;

class MutationStatementsOnH2Test extends MutationStatements {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
