package io.ssvirt.identity.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import io.ssvirt.model.Urn;
import io.ssvirt.store.jpa.internal.TestDatabase;

/** The identity services on an H2 database of their own, with two organizations. */
abstract class IdentityFixture {

    @TempDir
    Path secrets;

    final Hands clock = new Hands();
    final TestDatabase database = TestDatabase.h2();
    RunningIdentity identity;
    Urn acme;
    Urn umbrella;

    @BeforeEach
    void start() {
        identity = new RunningIdentity(database.store(), clock, secrets, settings());
        acme = identity.organization("acme");
        umbrella = identity.organization("umbrella");
    }

    /** Settings other than the defaults. */
    Map<String, Object> settings() {
        return Map.of();
    }

    @AfterEach
    void stop() throws IOException {
        identity.close();
        database.close();
    }
}
