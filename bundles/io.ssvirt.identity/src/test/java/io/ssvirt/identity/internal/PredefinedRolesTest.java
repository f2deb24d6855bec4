package io.ssvirt.identity.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.ssvirt.model.IdSource;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Query;
import io.ssvirt.model.Right;
import io.ssvirt.model.Role;
import io.ssvirt.operations.internal.RunningOperations;
import io.ssvirt.store.jpa.internal.ReleasedSchema;
import io.ssvirt.store.jpa.internal.TestDatabase;
import io.ssvirt.store.spi.Store;

import static io.ssvirt.identity.internal.RunningIdentity.done;
import static org.assertj.core.api.Assertions.assertThat;

/** The predefined roles are what this version says, whoever made the database and however many replicas start on it at once. */
class PredefinedRolesTest {

    @TempDir
    Path folder;

    private final Hands clock = new Hands();

    @Test
    void theyGainOnH2WhatADatabaseOfEveryReleaseLacks() throws Exception {
        ReleasedSchema.eachOnH2(folder, this::gain);
    }

    @Test
    void theyGainOnPostgresWhatADatabaseOfEveryReleaseLacks() throws Exception {
        ReleasedSchema.eachOnPostgres(this::gain);
    }

    private void gain(DataSource source) throws Exception {
        try (TestDatabase database = TestDatabase.on(source, () -> {})) {
            Role before = role(database.store(), Role.VAPP_USER);
            assertThat(before.rights()).doesNotContain(Right.VM_EDIT, Right.VM_EDIT_CPU, Right.VM_EDIT_MEMORY);
            new RunningIdentity(database.store(), clock, folder).close();
            Role after = role(database.store(), Role.VAPP_USER);
            assertThat(after.id()).isEqualTo(before.id());
            assertThat(after.rights()).isEqualTo(Right.ofVAppUser());
            assertThat(after.readOnly()).isTrue();
            assertThat(role(database.store(), Role.ORGANIZATION_ADMINISTRATOR).rights())
                    .isEqualTo(Right.ofOrganizationAdministrator());
            assertThat(role(database.store(), Role.SYSTEM_ADMINISTRATOR).rights())
                    .isEqualTo(Right.ofSystemAdministrator());
            clock.forward(java.time.Duration.ofHours(1));
            new RunningIdentity(database.store(), clock, folder).close();
            assertThat(role(database.store(), Role.VAPP_USER))
                    .as("a second start")
                    .isEqualTo(after);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void twoReplicasThatStartTogetherMakeThemOnceAndOneAdministrator(boolean postgres) throws IOException {
        try (TestDatabase database = postgres ? TestDatabase.postgres() : TestDatabase.h2();
                TestDatabase second = database.replica()) {
            Path here = Files.createDirectory(folder.resolve("here"));
            Path there = Files.createDirectory(folder.resolve("there"));
            boolean[] met = {false};
            // the other one starts and ends while this one has looked for a role and not made it yet
            IdSource meeting = () -> {
                if (!met[0]) {
                    met[0] = true;
                    bootstrap(second.store(), UUID::randomUUID, there);
                }
                return UUID.randomUUID();
            };
            bootstrap(database.store(), meeting, here);

            assertThat(done(database.store().read(tx -> Outcome.done(tx.roles().page(Query.page(1, 25)))))
                            .total())
                    .isEqualTo(3);
            assertThat(done(database.store()
                                    .read(tx -> Outcome.done(
                                            tx.users().page(java.util.Optional.empty(), Query.page(1, 25)))))
                            .total())
                    .isEqualTo(1);
            assertThat(there.resolve("initial-admin-password")).exists();
            assertThat(here.resolve("initial-admin-password"))
                    .as("a password that is none")
                    .doesNotExist();
        }
    }

    private void bootstrap(Store store, IdSource ids, Path secrets) {
        new Bootstrap(
                store,
                clock,
                ids,
                RunningOperations.config(
                        IdentityConfig.class, Map.of("secrets__directory", secrets.toString(), "password__cost", 4)));
    }

    private static Role role(Store store, String name) {
        return done(store.read(tx -> Outcome.done(tx.roles().findByName(name).orElseThrow())));
    }
}
