package io.ssvirt.operations.internal.sweep;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Drift.Sweep;
import io.ssvirt.cluster.simulator.internal.SimulatorUnderTest;
import io.ssvirt.cluster.spi.DesiredSpace;
import io.ssvirt.cluster.spi.Labels;
import io.ssvirt.cluster.spi.Observations.Change;
import io.ssvirt.cluster.spi.ObservedSpace;
import io.ssvirt.cluster.spi.OperationKey;
import io.ssvirt.model.AllocationModel;
import io.ssvirt.model.ComputeCapacity;
import io.ssvirt.model.DriftFinding;
import io.ssvirt.model.DriftKind;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.InstancePhase;
import io.ssvirt.model.NamespaceName;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Query;
import io.ssvirt.model.Right;
import io.ssvirt.model.Urn;
import io.ssvirt.model.VApp;
import io.ssvirt.model.VAppState;
import io.ssvirt.model.VAppStatus;
import io.ssvirt.model.Vdc;
import io.ssvirt.model.VdcState;
import io.ssvirt.operations.internal.RunningOperations;
import io.ssvirt.operations.spi.Leadership;
import io.ssvirt.store.jpa.internal.TestDatabase;
import io.ssvirt.store.spi.RemovedRepository.Removed;

import static org.assertj.core.api.Assertions.assertThat;

/** Sweeps over a real database and the simulated cluster. */
class SweepTest {

    private static final Urn ACME = new Urn(EntityType.ORGANIZATION, new UUID(1, 1));
    private static final Caller ADMIN =
            new Caller(new Urn(EntityType.USER, new UUID(3, 3)), "admin", ACME, ACME, Right.ofSystemAdministrator());
    private static final NamespaceName SPACE = new NamespaceName("vdc-acme-dev");

    private final TestDatabase database = TestDatabase.h2();
    private final SimulatorUnderTest cluster = SimulatorUnderTest.fresh();
    private final RunningOperations operations = new RunningOperations(database.store());
    private final List<Change> heard = new CopyOnWriteArrayList<>();
    private DriftService drift;

    @BeforeEach
    void start() {
        operations.provider(cluster.provider());
        operations.gateway().listen(heard::add);
        Leadership another = Optional::empty;
        drift = new DriftService(
                database.store(),
                operations.gateway(),
                another,
                Clock.systemUTC(),
                RunningOperations.config(DriftService.Config.class, Map.of("stuck__after", "PT0S")));
        Instant now = Instant.now();
        write(new Organization(ACME, "acme", "", "", true, false, false, "", now, now));
    }

    @AfterEach
    void stop() throws Exception {
        drift.close();
        operations.close();
        cluster.close();
        database.close();
    }

    private void write(Organization organization) {
        done(database.store().write(tx -> {
            tx.organizations().insert(organization);
            return Outcome.done(true);
        }));
    }

    private Vdc row(VdcState state) {
        Instant now = Instant.now().minusSeconds(60);
        Vdc vdc = new Vdc(
                new Urn(EntityType.VDC, UUID.randomUUID()),
                ACME,
                "dev",
                "",
                AllocationModel.FLEX,
                ComputeCapacity.UNLIMITED,
                "",
                1,
                1,
                false,
                true,
                SPACE,
                state,
                now,
                now);
        done(database.store().write(tx -> {
            tx.vdcs().insert(vdc);
            return Outcome.done(true);
        }));
        return vdc;
    }

    private VApp row(Vdc vdc, VAppState state) {
        Instant now = Instant.now();
        VApp vapp = new VApp(
                new Urn(EntityType.VAPP, UUID.randomUUID()),
                vdc.id(),
                ACME,
                SPACE,
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

    private UUID namespace(UUID vdc) {
        cluster.provider()
                .spaces()
                .ensure(
                        new DesiredSpace(
                                vdc, SPACE, Map.of(Labels.VDC_ID, vdc.toString()), Map.of(), Map.of(), false, false),
                        new OperationKey("setup"));
        return space().orElseThrow().uid();
    }

    private Optional<ObservedSpace> space() {
        return cluster.provider().observations().spaces().stream()
                .filter(space -> space.name().equals(SPACE) && !space.terminating())
                .findFirst();
    }

    private void tombstone(UUID vdc, Optional<UUID> uid) {
        done(database.store().write(tx -> {
            tx.removed()
                    .insert(new Removed(
                            new Urn(EntityType.VDC, vdc), "dev", ACME, SPACE, SPACE.value(), uid, Instant.now()));
            return Outcome.done(true);
        }));
    }

    private static <T> T done(Outcome<T> outcome) {
        assertThat(outcome.refusal()).isEmpty();
        return outcome.fold(value -> value, error -> null);
    }

    private Sweep sweep() {
        return done(drift.sweep(ADMIN));
    }

    private List<DriftFinding> findings() {
        return done(drift.list(ADMIN, Query.page(1, 100))).values();
    }

    @Test
    void whereDatabaseAndClusterAgreeNothingIsFound() {
        namespace(row(VdcState.READY).id().id());

        assertThat(sweep().removed()).isZero();

        assertThat(findings()).isEmpty();
        assertThat(drift.last().at()).isPresent();
    }

    @Test
    void anOrphanThatATombstoneProvesToBeOursIsRemoved() {
        UUID vdc = UUID.randomUUID();
        tombstone(vdc, Optional.of(namespace(vdc)));

        assertThat(sweep().removed()).isEqualTo(1);

        assertThat(space()).isEmpty();
    }

    @Test
    void anOrphanWithoutATombstoneIsReportedAndLeftAlone() {
        UUID vdc = UUID.randomUUID();
        namespace(vdc);

        sweep();
        sweep();

        assertThat(space()).isPresent();
        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(DriftKind.ORPHAN_NAMESPACE);
            assertThat(finding.object()).contains("vdc-acme-dev");
            assertThat(finding.entity()).contains(new Urn(EntityType.VDC, vdc));
            assertThat(finding.firstSeen()).isBefore(finding.lastSeen());
        });
        assertThat(done(drift.counts()))
                .containsEntry(DriftKind.ORPHAN_NAMESPACE, 1L)
                .containsEntry(DriftKind.REPLACED, 0L);
    }

    @Test
    void anOrphanThatSomebodyMadeAnewIsLeftAloneThoughItCarriesOurLabels() {
        UUID vdc = UUID.randomUUID();
        namespace(vdc);
        tombstone(vdc, Optional.of(UUID.randomUUID()));

        assertThat(sweep().removed()).isZero();

        assertThat(space()).isPresent();
        assertThat(findings().get(0).explanation()).contains("made it anew");
    }

    @Test
    void aReadyVdcWithoutItsNamespaceIsReportedAndNotMadeAnew() {
        Vdc vdc = row(VdcState.READY);

        sweep();

        assertThat(space()).isEmpty();
        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(DriftKind.MISSING_NAMESPACE);
            assertThat(finding.entityName()).isEqualTo("dev");
        });
        namespace(vdc.id().id());
        sweep();
        assertThat(findings()).isEmpty();
    }

    @Test
    void anInstanceThatWentWhileNobodyWatchedIsReportedAndItsRowsAreLookedAtAgain() {
        Vdc vdc = row(VdcState.READY);
        namespace(vdc.id().id());
        row(vdc, VAppState.READY);

        sweep();

        assertThat(findings()).singleElement().satisfies(finding -> assertThat(finding.kind())
                .isEqualTo(DriftKind.MISSING_INSTANCE));
        assertThat(heard).contains(new Change.OfInstance(SPACE, "web"));
    }

    @Test
    void aNamespaceOtherThanTheOneThatWasMadeIsReported() {
        Vdc vdc = row(VdcState.CREATING);
        done(database.store().write(tx -> {
            Optional<UUID> another = Optional.of(UUID.randomUUID());
            tx.vdcs().settle(vdc.id(), VdcState.CREATING, VdcState.READY, another, Instant.now());
            return Outcome.done(true);
        }));
        namespace(vdc.id().id());

        sweep();

        assertThat(findings()).singleElement().satisfies(finding -> assertThat(finding.kind())
                .isEqualTo(DriftKind.REPLACED));
    }

    @Test
    void aRowThatNothingWorksOnIsReported() {
        row(VdcState.DELETING);

        sweep();

        assertThat(findings()).singleElement().satisfies(finding -> assertThat(finding.kind())
                .isEqualTo(DriftKind.UNOWNED_STATE));
    }

    @Test
    void withoutAClusterNothingIsComparedAndTheLastFindingsStay() {
        namespace(UUID.randomUUID());
        sweep();
        operations.providerLeaves(cluster.provider());

        assertThat(drift.sweep(ADMIN).refusal()).isPresent();

        assertThat(findings()).hasSize(1);
    }
}
