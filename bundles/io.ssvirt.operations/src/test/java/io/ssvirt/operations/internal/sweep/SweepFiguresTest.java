package io.ssvirt.operations.internal.sweep;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.ssvirt.api.Drift.Sweep;
import io.ssvirt.api.SystemHealth.ClusterState;
import io.ssvirt.cluster.spi.ClusterProvider;
import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.Observations;
import io.ssvirt.cluster.spi.ObservedInstance;
import io.ssvirt.cluster.spi.ObservedMachine;
import io.ssvirt.cluster.spi.ObservedSpace;
import io.ssvirt.cluster.spi.Templates;
import io.ssvirt.model.AllocationModel;
import io.ssvirt.model.ComputeCapacity;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.InstancePhase;
import io.ssvirt.model.NamespaceName;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Urn;
import io.ssvirt.model.VApp;
import io.ssvirt.model.VAppState;
import io.ssvirt.model.VAppStatus;
import io.ssvirt.model.Vdc;
import io.ssvirt.model.VdcState;
import io.ssvirt.operations.spi.ClusterGateway;
import io.ssvirt.store.jpa.internal.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** What a sweep costs where there is nothing to do about it: 1 000 VDCs, 5 000 vApps, 10 000 machines. */
class SweepFiguresTest {

    private static final Logger LOG = LoggerFactory.getLogger(SweepFiguresTest.class);
    private static final int VDCS = 1000;
    private static final int VAPPS = 5;
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Urn ACME = new Urn(EntityType.ORGANIZATION, new UUID(1, 1));

    private final TestDatabase database = TestDatabase.h2();
    private final List<ObservedSpace> spaces = new ArrayList<>();
    private final List<ObservedInstance> instances = new ArrayList<>();
    private final List<ObservedMachine> machines = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        database.close();
    }

    private final class Watched implements ClusterGateway {

        @Override
        public Observations.Subscription listen(Listener listener) {
            return () -> {};
        }

        @Override
        public <T> ClusterResult<T> call(Function<ClusterProvider, ClusterResult<T>> call) {
            throw new AssertionError("where nothing differs the cluster is not asked");
        }

        @Override
        public <T> Optional<T> look(Function<Observations, T> read) {
            return Optional.ofNullable(read.apply(new Memory()));
        }

        @Override
        public void announce(Observations.Change change) {
            throw new AssertionError("nothing has changed");
        }

        @Override
        public Optional<Templates.Snapshot> templates() {
            return Optional.empty();
        }

        @Override
        public Status status() {
            return new Status(ClusterState.READY, Optional.empty(), "", Optional.empty());
        }
    }

    private final class Memory implements Observations {

        @Override
        public Health health() {
            return new Health(State.READY, "", NOW);
        }

        @Override
        public Subscription subscribe(Listener listener) {
            return () -> {};
        }

        @Override
        public Collection<ObservedSpace> spaces() {
            return spaces;
        }

        @Override
        public Collection<ObservedInstance> instances() {
            return instances;
        }

        @Override
        public Optional<ObservedInstance> instance(NamespaceName space, String name) {
            return Optional.empty();
        }

        @Override
        public Collection<ObservedMachine> machines() {
            return machines;
        }

        @Override
        public List<ObservedMachine> machinesOf(UUID instance) {
            return List.of();
        }
    }

    private void fill() {
        database.store().write(tx -> {
            tx.organizations().insert(new Organization(ACME, "acme", "", "", true, false, false, "", NOW, NOW));
            return Outcome.done(true);
        });
        for (int i = 0; i < VDCS; i++) {
            NamespaceName space = new NamespaceName("vdc-acme-" + i);
            Urn vdc = new Urn(EntityType.VDC, UUID.randomUUID());
            spaces.add(new ObservedSpace(space, UUID.randomUUID(), Optional.of(vdc.id()), false, List.of()));
            database.store().write(tx -> {
                tx.vdcs()
                        .insert(new Vdc(
                                vdc,
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
                                space,
                                VdcState.READY,
                                NOW,
                                NOW));
                for (int j = 0; j < VAPPS; j++) {
                    tx.vapps().insert(vapp(vdc, space, "vapp-" + j));
                }
                return Outcome.done(true);
            });
        }
    }

    private VApp vapp(Urn vdc, NamespaceName space, String name) {
        UUID uid = UUID.randomUUID();
        Urn id = new Urn(EntityType.VAPP, UUID.randomUUID());
        instances.add(new ObservedInstance(
                space,
                name,
                uid,
                Optional.of(id.id()),
                InstancePhase.READY,
                "",
                List.of(),
                List.of(),
                List.of(),
                false));
        machines.add(machine(space, name + "-a", uid));
        machines.add(machine(space, name + "-b", uid));
        return new VApp(
                id,
                vdc,
                ACME,
                space,
                name,
                name,
                "",
                "openshift",
                "any",
                VAppState.READY,
                InstancePhase.READY,
                VAppStatus.DEPLOYED,
                Optional.of(uid),
                "",
                NOW,
                NOW);
    }

    private static ObservedMachine machine(NamespaceName space, String name, UUID owner) {
        return new ObservedMachine(
                space,
                name,
                UUID.randomUUID().toString(),
                Optional.of(owner),
                "",
                "",
                "Running",
                false,
                true,
                1,
                1,
                1L << 30,
                "",
                "",
                "",
                false,
                List.of(),
                List.of(),
                "",
                List.of(),
                NOW);
    }

    @Test
    void aSweepOverAThousandVdcsTakesTwoSecondsAtMostAndAsksTheClusterNothing() {
        fill();
        Sweeper sweeper = new Sweeper(
                database.store(),
                new Watched(),
                Clock.systemUTC(),
                new Sweeper.Settings(Duration.ofMinutes(5), true, 500));
        sweeper.sweep();

        Sweep sweep = sweeper.sweep().fold(done -> done, error -> null);

        assertThat(sweep.compared()).isEqualTo(VDCS + VDCS * VAPPS + VDCS * VAPPS * 2);
        assertThat(sweep.took()).isLessThan(Duration.ofSeconds(2));
        LOG.info(
                "A sweep was measured objects={} took={}ms",
                sweep.compared(),
                sweep.took().toMillis());
    }
}
