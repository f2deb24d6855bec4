package io.ssvirt.operations.internal.sweep;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Drift.Sweep;
import io.ssvirt.cluster.simulator.internal.SimulatorUnderTest;
import io.ssvirt.cluster.spi.ClusterResult.Applied;
import io.ssvirt.cluster.spi.DesiredInstance;
import io.ssvirt.cluster.spi.DesiredSpace;
import io.ssvirt.cluster.spi.Labels;
import io.ssvirt.cluster.spi.OperationKey;
import io.ssvirt.cluster.spi.template.TemplateDocument;
import io.ssvirt.model.AllocationModel;
import io.ssvirt.model.ComputeCapacity;
import io.ssvirt.model.DriftFinding;
import io.ssvirt.model.DriftKind;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.NamespaceName;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Query;
import io.ssvirt.model.Right;
import io.ssvirt.model.SecretValues;
import io.ssvirt.model.Urn;
import io.ssvirt.model.Vdc;
import io.ssvirt.model.VdcState;
import io.ssvirt.operations.internal.RunningOperations;
import io.ssvirt.store.jpa.internal.TestDatabase;
import io.ssvirt.store.spi.RemovedRepository.Removed;

import static org.assertj.core.api.Assertions.assertThat;

/** Instances and machines that nobody owns, in the namespace of a VDC: a tombstone alone allows their removal. */
class InstanceSweepTest {

    private static final Urn ACME = new Urn(EntityType.ORGANIZATION, new UUID(1, 1));
    private static final Urn DEV = new Urn(EntityType.VDC, new UUID(2, 2));
    private static final Caller ADMIN =
            new Caller(new Urn(EntityType.USER, new UUID(3, 3)), "admin", ACME, ACME, Right.ofSystemAdministrator());
    private static final NamespaceName SPACE = new NamespaceName("vdc-acme-dev");
    private static final UUID VAPP = new UUID(7, 7);

    private final TestDatabase database = TestDatabase.h2();
    private final SimulatorUnderTest cluster = SimulatorUnderTest.fresh();
    private final RunningOperations operations = new RunningOperations(database.store());
    private DriftService drift;

    @BeforeEach
    void aReadyVdcWithAnInstanceThatNoRowHas() {
        operations.provider(cluster.provider());
        drift = new DriftService(
                database.store(),
                operations.gateway(),
                Optional::empty,
                Clock.systemUTC(),
                RunningOperations.config(DriftService.Config.class, Map.of()));
        Instant now = Instant.now();
        done(database.store().write(tx -> {
            tx.organizations().insert(new Organization(ACME, "acme", "", "", true, false, false, "", now, now));
            tx.vdcs()
                    .insert(new Vdc(
                            DEV,
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
                            VdcState.READY,
                            now,
                            now));
            return Outcome.done(true);
        }));
        OperationKey setup = new OperationKey("setup");
        Map<String, String> labels = Map.of(Labels.VDC_ID, DEV.id().toString());
        cluster.provider()
                .spaces()
                .ensure(new DesiredSpace(DEV.id(), SPACE, labels, Map.of(), Map.of(), false, false), setup);
        cluster.provider()
                .instances()
                .ensure(
                        new DesiredInstance(
                                VAPP, SPACE, "web", template(), Map.of(), Optional.of(SecretValues.of(Map.of()))),
                        setup);
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> machines() == 1);
    }

    @AfterEach
    void stop() throws Exception {
        drift.close();
        operations.close();
        cluster.close();
        database.close();
    }

    private TemplateDocument template() {
        return cluster.provider().templates().get("openshift", "alpine-tiny")
                        instanceof Applied<Optional<TemplateDocument>> found
                ? found.observed().orElseThrow()
                : null;
    }

    private UUID uid() {
        return cluster.inside().instanceUids().get(0);
    }

    private long machines() {
        return cluster.inside().objects().stream()
                .filter(made -> made.kind().equals("VirtualMachine"))
                .count();
    }

    private void tombstone(UUID uid) {
        done(database.store().write(tx -> {
            tx.removed()
                    .insert(new Removed(
                            new Urn(EntityType.VAPP, VAPP),
                            "web",
                            ACME,
                            SPACE,
                            "web",
                            Optional.of(uid),
                            Instant.now()));
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

    /** Machines take a moment to go, so a sweep may find that they are on their way. */
    private void isRemovedSoon() {
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            sweep();
            assertThat(cluster.inside().instances()).isEmpty();
            assertThat(cluster.inside().secrets()).isEmpty();
            assertThat(cluster.inside().objects()).isEmpty();
            assertThat(findings()).isEmpty();
        });
    }

    @Test
    void anOrphanInstanceThatATombstoneProvesToBeOursIsRemovedWithItsMachines() {
        tombstone(uid());

        isRemovedSoon();
    }

    @Test
    void anOrphanInstanceWithoutATombstoneIsReportedAndLeftAlone() {
        sweep();
        sweep();

        assertThat(machines()).isEqualTo(1);
        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(DriftKind.ORPHAN_INSTANCE);
            assertThat(finding.explanation()).contains("left alone");
        });
    }

    @Test
    void anOrphanInstanceThatIsNotTheOneOfTheTombstoneIsLeftAlone() {
        tombstone(UUID.randomUUID());

        assertThat(sweep().removed()).isZero();

        assertThat(machines()).isEqualTo(1);
        assertThat(findings().get(0).explanation()).contains("made it anew");
    }

    @Test
    void aMachineWhoseInstanceIsGoneIsRemovedWhereATombstoneProvesIt() {
        tombstone(uid());
        cluster.inside().forgetInstance(SPACE.value(), "web");

        isRemovedSoon();
    }

    @Test
    void aMachineWhoseInstanceIsGoneIsReportedAndLeftAloneWithoutATombstone() {
        cluster.inside().forgetInstance(SPACE.value(), "web");

        sweep();
        sweep();

        assertThat(machines()).isEqualTo(1);
        assertThat(findings()).singleElement().satisfies(finding -> assertThat(finding.kind())
                .isEqualTo(DriftKind.ORPHAN_MACHINE));
    }
}
