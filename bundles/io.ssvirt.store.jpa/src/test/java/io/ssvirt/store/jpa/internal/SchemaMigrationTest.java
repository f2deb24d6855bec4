package io.ssvirt.store.jpa.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

class SchemaMigrationTest {

    @TempDir
    Path folder;

    @Test
    void aFileKeepsItsRowsWhenItIsOpenedAgain() throws Exception {
        String url = "jdbc:h2:file:" + folder.resolve("ssvirt");
        Organization acme = Samples.organization("acme");
        try (TestDatabase first = TestDatabase.h2(url)) {
            first.store().write(tx -> {
                tx.organizations().insert(acme);
                return Outcome.done(true);
            });
        }

        try (TestDatabase second = TestDatabase.h2(url)) {
            assertThat(second.store().read(tx -> Outcome.done(tx.organizations().find(acme.id()))))
                    .isEqualTo(Outcome.done(java.util.Optional.of(acme)));
        }
    }

    @Test
    void severalReplicasThatStartAtOnceMigrateOnce() throws Exception {
        try (TestDatabase database = TestDatabase.postgres()) {
            database.source().getConnection().close();
            Callable<Boolean> migration = () -> {
                SchemaMigration.migrate(database.source());
                return true;
            };
            ExecutorService pool = Executors.newFixedThreadPool(2);
            try {
                for (Future<Boolean> done : pool.invokeAll(List.of(migration, migration))) {
                    assertThat(done.get()).isTrue();
                }
            } finally {
                pool.shutdownNow();
            }
        }
    }
}
