package io.ssvirt.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;

import io.ssvirt.model.DriftKind;
import io.ssvirt.model.ErrorKind;
import io.ssvirt.model.InstancePhase;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.VApp;
import io.ssvirt.model.Vdc;
import io.ssvirt.model.Vm;
import io.ssvirt.store.jpa.internal.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** F5, what happens to what PostgreSQL keeps: no room, a migration that is cut short, a dump from yesterday. */
final class RestoreCases {

    private static final Duration SWEEP = Duration.ofMinutes(11);

    private RestoreCases() {}

    static List<Case<DatabaseGround>> all() {
        return List.of(
                new Case<>("F5.disk-full", "there is no room left for one more task", RestoreCases::diskFull),
                new Case<>(
                        "F5.migration-killed",
                        "whoever migrates the schema is cut off half-way, at eight places",
                        RestoreCases::migrationKilled),
                new Case<>(
                        "F5.older-dump",
                        "the database is put back to a dump that is older than the cluster",
                        RestoreCases::olderDump));
    }

    private static void diskFull(DatabaseGround ground) {
        Path small = smallDisk();
        try {
            DatabaseServer server = ground.server();
            server.tell("create tablespace small location '" + small.resolve("space") + "'");
            server.tell("alter table tasks set tablespace small");
            Path filler = small.resolve("filler");
            Stage stage = new Stage(ground.lab());
            stage.readyVdc("acme-dev");
            fill(filler);
            int accepted = 0;
            Optional<ErrorKind> refused = Optional.empty();
            while (refused.isEmpty() && accepted < 200) {
                refused = stage.describeVdc(stage.vdcs().get(0).id(), "number " + accepted++)
                        .refusal()
                        .map(error -> error.kind());
            }
            assertThat(refused)
                    .as("what the user is told when there is no room")
                    .contains(ErrorKind.UNAVAILABLE);
            ground.lab().time().advance(Duration.ofSeconds(10));
            delete(filler);
            ground.lab().settle();
            assertThat(stage.describeVdc(stage.vdcs().get(0).id(), "there is room")
                            .refusal())
                    .isEmpty();
            ground.lab().settle();
            server.tell("alter table tasks set tablespace pg_default", "drop tablespace small");
        } finally {
            run("umount", "-l", small.toString());
        }
    }

    /** A disk of a megabyte in memory; only root can make one. */
    private static Path smallDisk() {
        boolean root = "root".equals(System.getProperty("user.name"));
        String why = "a small disk can only be made by root on Linux";
        if (!root && System.getenv("CI") != null) {
            throw new IllegalStateException(why + ", and no case may be left out here");
        }
        Assumptions.assumeTrue(root, why);
        try {
            Path small = Files.createTempDirectory("ssvirt-small");
            run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", small.toString());
            Files.createDirectory(small.resolve("space"));
            return small;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void fill(Path filler) {
        try (OutputStream out = Files.newOutputStream(filler)) {
            byte[] page = new byte[4096];
            while (true) {
                out.write(page);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("space");
        }
    }

    private static void delete(Path filler) {
        try {
            Files.delete(filler);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void run(String... command) {
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            assertThat(process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1)
                    .as(String.join(" ", command))
                    .isZero();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void migrationKilled(DatabaseGround ground) {
        DatabaseServer server = ground.server();
        String changes = "select count(*) from databasechangelog";
        String whole = ask(server, "postgres", changes);
        for (int chunks : List.of(3, 8, 15, 25, 40, 60, 90, 130)) {
            String name = "cut" + chunks;
            server.tell("create database " + name);
            server.proxy().cutAfter(chunks);
            Outcome<Boolean> first = TestDatabase.migrate(server.source(name, Duration.ofSeconds(5)));
            assertThat(server.proxy().hasCut()).as("cut after " + chunks).isTrue();
            assertThat(first.refusal())
                    .as("the process tries again after " + chunks)
                    .hasValueSatisfying(error -> assertThat(error.kind()).isEqualTo(ErrorKind.UNAVAILABLE));
            server.proxy().behave();

            Outcome<Boolean> second = TestDatabase.migrate(server.source(name, Duration.ofSeconds(5)));
            assertThat(second.refusal()).as("the next try after " + chunks).isEmpty();
            assertThat(ask(server, name, changes)).isEqualTo(whole);
            assertThat(ask(server, name, "select count(*) from databasechangeloglock where locked"))
                    .isEqualTo("0");
            server.tell("drop database " + name + " with (force)");
        }
    }

    private static String ask(DatabaseServer server, String database, String question) {
        try (Connection connection = server.direct(database);
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getString(1);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void olderDump(DatabaseGround ground) {
        Lab lab = ground.lab();
        Stage stage = new Stage(lab);
        Vdc kept = stage.readyVdc("acme-dev");
        VApp deleted = stage.runningVApp(kept.id(), "acme-old");
        lab.tables().dump();
        Vdc lost = stage.readyVdc("acme-test");
        VApp added = stage.runningVApp(kept.id(), "acme-new");
        Vm running = stage.vms().stream()
                .filter(vm -> vm.vappId().equals(added.id()))
                .findFirst()
                .orElseThrow();
        assertThat(stage.deleteVApp(deleted.id()).refusal()).isEmpty();
        lab.settle();

        lab.life().kill();
        lab.tables().restore();
        lab.ledger().clear();
        // What the dump does not know may be somebody's by now, so it has to stay.
        lab.foreign().add(lost.id().id().toString());
        lab.foreign().add(added.id().id().toString());
        lab.foreign().add(running.namespace() + "/" + running.objectName());
        lab.restart();
        lab.time().advance(SWEEP);
        lab.settle();

        Map<DriftKind, Long> found = Lab.done(lab.life().drift().counts());
        assertThat(found)
                .containsEntry(DriftKind.ORPHAN_NAMESPACE, 1L)
                .containsEntry(DriftKind.ORPHAN_INSTANCE, 1L)
                .containsEntry(DriftKind.MISSING_INSTANCE, 1L);
        assertThat(stage.vapps()).extracting(VApp::instance).containsExactly(InstancePhase.MISSING);
        assertThat(stage.deleteVApp(deleted.id()).refusal()).isEmpty();
        assertThat(stage.createVdc("acme-test").refusal()).isPresent();
        lab.settle();
        assertThat(stage.vapps()).isEmpty();
        assertThat(stage.vdcs()).extracting(Vdc::id).containsExactly(kept.id());
    }
}
