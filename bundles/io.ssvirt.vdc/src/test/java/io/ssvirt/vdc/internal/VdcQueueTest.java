package io.ssvirt.vdc.internal;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Change;
import io.ssvirt.api.Vdcs.Draft;
import io.ssvirt.cluster.simulator.internal.SimulatorUnderTest;
import io.ssvirt.cluster.simulator.spi.SimulatorFaults.End;
import io.ssvirt.cluster.simulator.spi.SimulatorFaults.Fault;
import io.ssvirt.model.AllocationModel;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.InstancePhase;
import io.ssvirt.model.Operation;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.PendingIntent;
import io.ssvirt.model.Query;
import io.ssvirt.model.Right;
import io.ssvirt.model.Task;
import io.ssvirt.model.TaskStatus;
import io.ssvirt.model.Urn;
import io.ssvirt.model.VApp;
import io.ssvirt.model.VAppState;
import io.ssvirt.model.VAppStatus;
import io.ssvirt.model.Vdc;
import io.ssvirt.model.VdcState;
import io.ssvirt.operations.internal.RunningOperations;
import io.ssvirt.store.jpa.internal.TestDatabase;
import io.ssvirt.store.spi.RemovedRepository.Removed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Operations on a VDC that is busy, on a real database and the simulated cluster. */
class VdcQueueTest {

    private static final Urn ACME = new Urn(EntityType.ORGANIZATION, new UUID(1, 1));
    private static final Caller ADMIN =
            new Caller(new Urn(EntityType.USER, new UUID(3, 3)), "admin", ACME, ACME, Right.ofSystemAdministrator());

    private final TestDatabase database = TestDatabase.h2();
    private final SimulatorUnderTest cluster = SimulatorUnderTest.fresh();
    private final RunningOperations operations = new RunningOperations(
            database.store(), Map.of("poll__every", "PT0.1S", "breaker__failures", 1000, "retries", 0));
    private final VdcService vdcs =
            new VdcService(database.store(), operations.journal(), Clock.systemUTC(), UUID::randomUUID);
    private final AtomicBoolean away = new AtomicBoolean();
    private final AtomicReference<String> forbidden = new AtomicReference<>("");

    @BeforeEach
    void start() {
        operations.handlers(new VdcHandler(
                database.store(),
                operations.gateway(),
                Clock.systemUTC(),
                RunningOperations.config(VdcHandler.Config.class, Map.of())));
        operations.provider(cluster.provider());
        cluster.faults(call -> {
            End end = away.get() ? End.UNREACHABLE : call.equals(forbidden.get()) ? End.FORBIDDEN : End.NORMAL;
            return new Fault(Duration.ZERO, end);
        });
        Instant now = Instant.now();
        database.store().write(tx -> {
            tx.organizations().insert(new Organization(ACME, "acme", "", "", true, false, false, "", now, now));
            return Outcome.done(true);
        });
    }

    @AfterEach
    void stop() throws IOException {
        operations.close();
        cluster.close();
        database.close();
    }

    private static Draft draft(Optional<String> name, Optional<String> description) {
        return new Draft(
                name,
                description,
                Optional.of(AllocationModel.FLEX),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private Outcome<Change<Vdc>> create() {
        return vdcs.create(ADMIN, ACME, draft(Optional.of("dev"), Optional.of("as made")));
    }

    private Outcome<Change<Vdc>> update(Vdc vdc, String name, String description) {
        return vdcs.update(ADMIN, ACME, vdc.id(), draft(Optional.ofNullable(name), Optional.ofNullable(description)));
    }

    private static <T> T done(Outcome<T> outcome) {
        assertThat(outcome.refusal()).isEmpty();
        return outcome.fold(value -> value, error -> null);
    }

    private Vdc stored(Vdc vdc) {
        return done(vdcs.get(ADMIN, vdc.id()));
    }

    private TaskStatus status(Change<?> change) {
        return done(database.store()
                        .read(tx -> Outcome.done(
                                tx.journal().task(change.task().id().id()).orElseThrow())))
                .status();
    }

    private VApp put(Vdc vdc, VAppState state) {
        Instant now = Instant.now();
        VApp vapp = new VApp(
                new Urn(EntityType.VAPP, UUID.randomUUID()),
                vdc.id(),
                vdc.orgId(),
                vdc.namespace(),
                "web",
                "web",
                "",
                "openshift",
                "any",
                state,
                InstancePhase.READY,
                VAppStatus.DEPLOYED,
                Optional.of(UUID.randomUUID()),
                "",
                now,
                now);
        done(database.store().write(tx -> {
            tx.vapps().insert(vapp);
            return Outcome.done(true);
        }));
        return vapp;
    }

    private Optional<Removed> tombstone(Urn entity) {
        return Optional.ofNullable(
                done(database.store().read(tx -> Outcome.done(tx.removed().find(List.of(entity.id())))))
                        .get(entity.id()));
    }

    private PendingIntent pending(Operation operation) {
        return await().until(
                        () -> done(database.store()
                                        .read(tx -> Outcome.done(tx.journal().pending(Query.page(1, 25)))))
                                .values()
                                .stream()
                                .filter(intent -> intent.operation() == operation)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    @Test
    void changesAndADeleteBehindACreateAreCarriedOutInTheirOrder() {
        away.set(true);
        Change<Vdc> create = done(create());
        Change<Vdc> update = done(update(create.entity(), "renamed", null));
        Change<Vdc> delete = done(vdcs.delete(ADMIN, ACME, create.entity().id()));

        away.set(false);

        await().atMost(Duration.ofSeconds(15)).until(() -> status(delete) == TaskStatus.SUCCESS);
        assertThat(status(update)).isEqualTo(TaskStatus.SUCCESS);
        assertThat(cluster.provider().observations().spaces()).isEmpty();
        assertThat(tombstone(create.entity().id()))
                .hasValueSatisfying(removed -> assertThat(removed.uid()).isPresent());
    }

    @Test
    void aRefusedChangeTakesBackOnlyWhatItChangedAndTheNextOneStays() {
        Vdc vdc = done(create()).entity();
        away.set(true);
        Change<Vdc> first = done(update(vdc, "first", null));
        Change<Vdc> second = done(update(vdc, null, "second"));
        forbidden.set("spaces.ensure");
        away.set(false);
        await().atMost(Duration.ofSeconds(15)).until(() -> status(first) == TaskStatus.ERROR);

        await().atMost(Duration.ofSeconds(15)).until(() -> status(second) == TaskStatus.ERROR);

        assertThat(stored(vdc).name()).isEqualTo("dev");
        assertThat(stored(vdc).description()).isEqualTo("as made");
        assertThat(stored(vdc).state()).isEqualTo(VdcState.READY);
    }

    @Test
    void aChangeThatWasCancelledBeforeItBeganLeavesTheLaterOneAlone() {
        Vdc vdc = done(create()).entity();
        away.set(true);
        Change<Vdc> first = done(update(vdc, null, "first"));
        Change<Vdc> second = done(update(vdc, "second", null));
        Change<Vdc> third = done(update(vdc, null, "third"));

        assertThat(done(operations.intents().cancel(second.task().id().id())).status())
                .isEqualTo(TaskStatus.ABORTED);

        assertThat(stored(vdc).name()).isEqualTo("dev");
        assertThat(stored(vdc).description()).isEqualTo("third");
        away.set(false);
        await().atMost(Duration.ofSeconds(15)).until(() -> status(third) == TaskStatus.SUCCESS);
        assertThat(status(first)).isEqualTo(TaskStatus.SUCCESS);
        assertThat(stored(vdc).state()).isEqualTo(VdcState.READY);
    }

    @Test
    void aCreateThatWaitsForTheClusterIsCancelledAndNothingIsLeft() throws Exception {
        away.set(true);
        Change<Vdc> create = done(create());

        CompletableFuture<Outcome<Task>> cancelled = CompletableFuture.supplyAsync(
                () -> operations.intents().cancel(create.task().id().id()));
        await().until(() -> pending(Operation.VDC_CREATE).cancelled());
        away.set(false);

        cancelled.get(10, TimeUnit.SECONDS);
        await().until(() -> status(create) == TaskStatus.ABORTED);
        assertThat(vdcs.get(ADMIN, create.entity().id()).refusal()).isPresent();
        assertThat(cluster.provider().observations().spaces()).isEmpty();
    }

    @Test
    void aDeleteThatHasNotTouchedTheNamespaceIsCancelledAndTheVdcIsReadyAgain() {
        Vdc vdc = done(create()).entity();
        away.set(true);
        Change<Vdc> delete = done(vdcs.delete(ADMIN, ACME, vdc.id()));
        assertThat(stored(vdc).state()).isEqualTo(VdcState.DELETING);

        CompletableFuture.runAsync(
                () -> operations.intents().cancel(delete.task().id().id()));
        await().until(() -> pending(Operation.VDC_DELETE).cancelled());
        away.set(false);

        await().until(() -> status(delete) == TaskStatus.ABORTED);
        assertThat(stored(vdc).state()).isEqualTo(VdcState.READY);
        assertThat(cluster.provider().observations().spaces()).hasSize(1);
    }

    @Test
    void aVdcThatIsNotEmptyGoesWithItsContentsWhenAsked() {
        Vdc vdc = done(create()).entity();
        VApp vapp = put(vdc, VAppState.READY);
        assertThat(vdcs.delete(ADMIN, ACME, vdc.id()).refusal().orElseThrow().code())
                .isEqualTo("IN_USE");
        assertThat(stored(vdc).state()).isEqualTo(VdcState.READY);

        assertThat(done(vdcs.deleteWithContents(ADMIN, ACME, vdc.id(), false)).isFinished())
                .isTrue();

        assertThat(tombstone(vapp.id())).isPresent();
        assertThat(cluster.provider().observations().spaces()).isEmpty();
        assertThat(done(create()).entity().namespace()).isEqualTo(vdc.namespace());
    }

    @Test
    void whenTheClusterForbidsTheDeleteEverythingIsAsItWas() {
        Vdc vdc = done(create()).entity();
        VApp vapp = put(vdc, VAppState.READY);
        forbidden.set("spaces.remove");

        assertThat(vdcs.deleteWithContents(ADMIN, ACME, vdc.id(), false).refusal())
                .isPresent();

        assertThat(stored(vdc).state()).isEqualTo(VdcState.READY);
        VApp after = done(database.store()
                .read(tx -> Outcome.done(tx.vapps().find(vapp.id()).orElseThrow())));
        assertThat(after.state()).isEqualTo(VAppState.READY);
    }

    @Test
    void whatAnAdministratorGivesUpLeavesATombstone() {
        Vdc vdc = done(create()).entity();
        away.set(true);
        Change<Vdc> delete = done(vdcs.delete(ADMIN, ACME, vdc.id()));

        done(operations.intents().abandon(delete.task().id().id()));

        assertThat(tombstone(vdc.id()).orElseThrow().uid()).isPresent();
    }
}
