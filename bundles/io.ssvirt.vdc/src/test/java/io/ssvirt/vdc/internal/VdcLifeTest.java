package io.ssvirt.vdc.internal;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Change;
import io.ssvirt.api.Vdcs.Draft;
import io.ssvirt.cluster.simulator.internal.SimulatorUnderTest;
import io.ssvirt.cluster.simulator.spi.SimulatorFaults.End;
import io.ssvirt.cluster.simulator.spi.SimulatorFaults.Fault;
import io.ssvirt.cluster.spi.DesiredSpace;
import io.ssvirt.cluster.spi.Labels;
import io.ssvirt.cluster.spi.ObservedSpace;
import io.ssvirt.cluster.spi.OperationKey;
import io.ssvirt.model.AllocationModel;
import io.ssvirt.model.Capacity;
import io.ssvirt.model.ComputeCapacity;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.ErrorKind;
import io.ssvirt.model.NamespaceName;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Query;
import io.ssvirt.model.Right;
import io.ssvirt.model.Urn;
import io.ssvirt.model.Vdc;
import io.ssvirt.model.VdcState;
import io.ssvirt.operations.internal.RunningOperations;
import io.ssvirt.store.jpa.internal.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The life of VDCs on a real database and the simulated cluster. */
class VdcLifeTest {

    private static final Urn ACME = new Urn(EntityType.ORGANIZATION, new UUID(1, 1));
    private static final Caller ADMIN = caller(Right.ofSystemAdministrator());

    private final TestDatabase database = TestDatabase.h2();
    private final SimulatorUnderTest cluster = SimulatorUnderTest.fresh();
    private final RunningOperations operations =
            new RunningOperations(database.store(), Map.of("poll__every", "PT0.1S", "breaker__pause", "PT0.2S"));
    private final VdcService vdcs =
            new VdcService(database.store(), operations.journal(), Clock.systemUTC(), UUID::randomUUID);

    private static Caller caller(Set<Right> rights) {
        return new Caller(new Urn(EntityType.USER, new UUID(3, 3)), "admin", ACME, ACME, rights);
    }

    @BeforeEach
    void start() {
        operations.handlers(new VdcHandler(
                database.store(),
                operations.gateway(),
                Clock.systemUTC(),
                RunningOperations.config(VdcHandler.Config.class, Map.of())));
        operations.provider(cluster.provider());
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

    private static Draft draft(String name, Optional<ComputeCapacity> capacity) {
        return new Draft(
                Optional.of(name),
                Optional.empty(),
                Optional.of(AllocationModel.FLEX),
                capacity,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private Outcome<Change<Vdc>> create(String name) {
        return vdcs.create(ADMIN, ACME, draft(name, Optional.empty()));
    }

    private static <T> T done(Outcome<T> outcome) {
        assertThat(outcome.refusal()).isEmpty();
        return outcome.fold(value -> value, error -> null);
    }

    private Optional<ObservedSpace> space(String name) {
        return cluster.provider().observations().spaces().stream()
                .filter(space -> space.name().value().equals(name))
                .findFirst();
    }

    private long rows() {
        return done(vdcs.list(ADMIN, Query.page(1, 25))).total();
    }

    @Test
    void theNamespaceIsThereWhenTheVdcIsAnswered() {
        Change<Vdc> change = done(create("dev"));

        assertThat(change.isFinished()).isTrue();
        assertThat(change.entity().state()).isEqualTo(VdcState.READY);
        assertThat(space("vdc-acme-dev")).hasValueSatisfying(space -> assertThat(space.vdcId())
                .contains(change.entity().id().id()));
    }

    @Test
    void theNamespaceIsGoneWhenTheDeleteIsAnsweredAndTheNameIsFree() {
        Vdc vdc = done(create("dev")).entity();

        assertThat(done(vdcs.delete(ADMIN, ACME, vdc.id())).isFinished()).isTrue();

        assertThat(space("vdc-acme-dev")).isEmpty();
        assertThat(rows()).isZero();
        assertThat(done(create("dev")).entity().namespace()).isEqualTo(vdc.namespace());
    }

    @Test
    void aNamespaceOfSomebodyElseIsAConflictAndNothingIsLeft() {
        UUID other = UUID.randomUUID();
        cluster.provider()
                .spaces()
                .ensure(
                        new DesiredSpace(
                                other,
                                new NamespaceName("vdc-acme-dev"),
                                Map.of(Labels.VDC_ID, other.toString()),
                                Map.of(),
                                Map.of(),
                                false,
                                false),
                        new OperationKey("other"));

        assertThat(create("dev").refusal()).hasValueSatisfying(error -> {
            assertThat(error.kind()).isEqualTo(ErrorKind.CONFLICT);
            assertThat(error.message()).contains("vdc-acme-dev");
        });
        assertThat(rows()).isZero();
        assertThat(space("vdc-acme-dev").orElseThrow().terminating()).isFalse();
    }

    @Test
    void whatTheClusterForbidsIsRefusedAndNothingIsLeft() {
        cluster.faults(call -> call.equals("spaces.ensure") ? new Fault(Duration.ZERO, End.FORBIDDEN) : Fault.NONE);

        assertThat(create("dev").refusal())
                .hasValueSatisfying(error -> assertThat(error.kind()).isEqualTo(ErrorKind.REFUSED));

        assertThat(rows()).isZero();
        cluster.faults(call -> Fault.NONE);
        assertThat(done(create("dev")).isFinished()).isTrue();
    }

    @Test
    void anAnswerThatGetsLostMakesNoSecondNamespace() {
        int[] calls = {0};
        cluster.faults(call -> call.equals("spaces.ensure") && calls[0]++ == 0
                ? new Fault(Duration.ZERO, End.ANSWER_LOST)
                : Fault.NONE);

        Change<Vdc> change = done(create("dev"));

        assertThat(change.isFinished()).isTrue();
        assertThat(cluster.provider().observations().spaces()).hasSize(1);
    }

    @Test
    void whileTheClusterIsAwayTheVdcIsRecordedAndMadeWhenItReturns() {
        operations.providerLeaves(cluster.provider());

        Change<Vdc> change = done(create("dev"));

        assertThat(change.isFinished()).isFalse();
        assertThat(change.entity().state()).isEqualTo(VdcState.CREATING);
        operations.provider(cluster.provider());
        await().until(() -> done(vdcs.get(ADMIN, change.entity().id())).state() == VdcState.READY);
        assertThat(space("vdc-acme-dev")).isPresent();
    }

    @Test
    void aChangeThatTheClusterRefusesIsTakenBack() {
        Vdc vdc = done(create("dev")).entity();
        cluster.faults(call -> call.equals("spaces.ensure") ? new Fault(Duration.ZERO, End.FORBIDDEN) : Fault.NONE);
        ComputeCapacity more = new ComputeCapacity(new Capacity(0, 4, "cores"), new Capacity(0, 4096, "MB"));

        assertThat(vdcs.update(ADMIN, ACME, vdc.id(), draft("renamed", Optional.of(more)))
                        .refusal())
                .isPresent();

        Vdc after = done(vdcs.get(ADMIN, vdc.id()));
        assertThat(after.name()).isEqualTo("dev");
        assertThat(after.capacity()).isEqualTo(vdc.capacity());
        assertThat(after.state()).isEqualTo(VdcState.READY);
    }

    @Test
    void vdcsWithTheSameNameGetNamespacesOfTheirOwn() {
        assertThat(done(create("dev")).entity().namespace().value()).isEqualTo("vdc-acme-dev");
        assertThat(done(create("Dev")).entity().namespace().value()).isEqualTo("vdc-acme-dev-1");
    }

    @Test
    void vdcsOfOneNameCreatedAtOnceAllGetANamespace() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Outcome<Change<Vdc>>>> requests = Collections.nCopies(8, () -> create("dev"));
            Set<String> namespaces = new HashSet<>();
            for (Future<Outcome<Change<Vdc>>> answer : clients.invokeAll(requests)) {
                namespaces.add(done(answer.get()).entity().namespace().value());
            }
            assertThat(namespaces).hasSize(8).allMatch(name -> name.startsWith("vdc-acme-dev"));
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    void onlyAnAdministratorOfTheCloudManagesVdcs() {
        Caller tenant = caller(Right.ofOrganizationAdministrator());

        assertThat(vdcs.create(tenant, ACME, draft("dev", Optional.empty())).refusal())
                .hasValueSatisfying(
                        error -> assertThat(error.message()).isEqualTo("System Administrator role required"));
        assertThat(rows()).isZero();
    }
}
