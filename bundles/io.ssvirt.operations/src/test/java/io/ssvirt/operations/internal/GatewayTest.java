package io.ssvirt.operations.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.ssvirt.api.SystemHealth.ClusterState;
import io.ssvirt.cluster.simulator.internal.SimulatorUnderTest;
import io.ssvirt.cluster.simulator.spi.SimulatorFaults.End;
import io.ssvirt.cluster.simulator.spi.SimulatorFaults.Fault;
import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.Observations.Change;
import io.ssvirt.cluster.spi.ObservedSpace;
import io.ssvirt.model.NamespaceName;
import io.ssvirt.operations.spi.ClusterGateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class GatewayTest {

    private final SimulatorUnderTest cluster = SimulatorUnderTest.fresh();
    private final GatewayComponent gateway = new GatewayComponent(RunningOperations.config(
            GatewayComponent.Config.class, Map.of("breaker__pause", "PT1S", "drain__within", "PT5S")));

    @AfterEach
    void stop() {
        gateway.close();
        cluster.close();
    }

    private ClusterResult<Optional<ObservedSpace>> ask() {
        return gateway.call(provider -> provider.spaces().observe(new NamespaceName("any")));
    }

    @Test
    void withoutAProviderEverythingIsUnavailableAndNothingFails() {
        assertThat(ask()).isInstanceOf(ClusterResult.Unavailable.class);
        assertThat(gateway.status().state()).isEqualTo(ClusterState.ABSENT);
        assertThat(gateway.outage()).isPresent();
        assertThat(gateway.templates()).isEmpty();
        assertThat(gateway.<Integer>look(observations -> 1)).isEmpty();
    }

    @Test
    void withAProviderCallsReachTheCluster() {
        gateway.bindProvider(cluster.provider());

        assertThat(ask()).isEqualTo(ClusterResult.applied(Optional.empty()));
        assertThat(gateway.status().state()).isEqualTo(ClusterState.READY);
        assertThat(gateway.status().provider()).contains("simulator");
        assertThat(gateway.outage()).isEmpty();
    }

    @Test
    void templatesAreKeptWhenTheProviderLeavesThoughNobodyHadAsked() {
        gateway.bindProvider(cluster.provider());

        gateway.unbindProvider(cluster.provider());

        assertThat(gateway.templates())
                .hasValueSatisfying(last -> assertThat(last.templates()).hasSizeGreaterThan(10));
    }

    @Test
    void aListenerThatFailsKeepsNobodyElseFromHearing() {
        List<Change> heard = new CopyOnWriteArrayList<>();
        gateway.listen(change -> {
            throw new IllegalStateException("a bug, as the test wants it");
        });
        gateway.listen(heard::add);

        gateway.announce(new Change.OfEverything());

        assertThat(heard).containsExactly(new Change.OfEverything());
    }

    @Test
    void aCallUnderWayEndsBeforeTheProviderHasLeft() throws Exception {
        gateway.bindProvider(cluster.provider());
        CountDownLatch underWay = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        CompletableFuture<ClusterResult<String>> call = CompletableFuture.supplyAsync(() -> gateway.call(provider -> {
            underWay.countDown();
            awaitLatch(mayEnd);
            return ClusterResult.applied("ended");
        }));
        assertThat(underWay.await(3, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Void> leaving = CompletableFuture.runAsync(() -> gateway.unbindProvider(cluster.provider()));
        await().until(() -> gateway.status().state() == ClusterState.ABSENT);

        assertThat(leaving).isNotDone();
        assertThat(ask()).isInstanceOf(ClusterResult.Unavailable.class);
        mayEnd.countDown();
        leaving.get(3, TimeUnit.SECONDS);
        assertThat(call.get(3, TimeUnit.SECONDS)).isEqualTo(ClusterResult.applied("ended"));
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aFailingClusterIsGivenUpAndTakenUpAgain() {
        gateway.bindProvider(cluster.provider());
        cluster.faults(call -> new Fault(Duration.ZERO, End.UNREACHABLE));
        for (int i = 0; i < 3; i++) {
            ask();
        }
        assertThat(gateway.status().state()).isEqualTo(ClusterState.DEGRADED);
        assertThat(gateway.outage()).isPresent();

        cluster.faults(call -> Fault.NONE);

        await().untilAsserted(() -> assertThat(ask()).isEqualTo(ClusterResult.applied(Optional.empty())));
        assertThat(gateway.status().state()).isEqualTo(ClusterState.READY);
    }

    /** Whoever calls while a provider is exchanged is refused many times, which says nothing about the next one. */
    @Test
    void aProviderThatComesIsReadyWhateverFailedBefore() {
        for (int i = 0; i < 10; i++) {
            assertThat(ask()).isInstanceOf(ClusterResult.Unavailable.class);
        }
        gateway.bindProvider(cluster.provider());
        assertThat(gateway.status().state()).isEqualTo(ClusterState.READY);
        assertThat(ask()).isEqualTo(ClusterResult.applied(Optional.empty()));

        cluster.faults(call -> new Fault(Duration.ZERO, End.UNREACHABLE));
        for (int i = 0; i < 10; i++) {
            ask();
        }
        assertThat(gateway.status().state()).isEqualTo(ClusterState.DEGRADED);
        cluster.faults(call -> Fault.NONE);
        gateway.unbindProvider(cluster.provider());
        gateway.bindProvider(cluster.provider());

        assertThat(gateway.status().state()).isEqualTo(ClusterState.READY);
        assertThat(ask()).isEqualTo(ClusterResult.applied(Optional.empty()));
    }

    @Test
    void aWorkerThatWasOvertakenSaysNothingAboutTheCluster() {
        gateway.bindProvider(cluster.provider());

        for (int i = 0; i < 10; i++) {
            assertThat(Fence.<ClusterResult<?>>under(() -> false, this::ask))
                    .isInstanceOf(ClusterResult.Unavailable.class);
        }

        assertThat(gateway.status().state()).isEqualTo(ClusterState.READY);
    }

    @Test
    void otherLimitsAreTakenWithoutDisturbingWhoeverWorksWithTheGateway() {
        gateway.bindProvider(cluster.provider());
        cluster.faults(call -> new Fault(Duration.ofSeconds(1), End.NORMAL));

        gateway.configure(RunningOperations.config(
                GatewayComponent.Config.class, Map.of("call__within", "PT0.05S", "retries", 0)));

        assertThat(ask()).isInstanceOf(ClusterResult.Unavailable.class);
        assertThat(gateway.status().provider()).contains("simulator");
    }

    @Test
    void whoHasClosedItsSubscriptionHearsNothing() {
        List<Change> heard = new CopyOnWriteArrayList<>();
        gateway.listen(heard::add).close();

        gateway.bindProvider(cluster.provider());

        assertThat(heard).isEmpty();
    }

    @Test
    void listenersHearWhenAProviderComesAndGoes() {
        List<Change> heard = new CopyOnWriteArrayList<>();
        ClusterGateway.Listener listener = heard::add;
        gateway.listen(listener);

        gateway.bindProvider(cluster.provider());
        await().until(() -> heard.contains(new Change.OfEverything()));
        heard.clear();
        gateway.unbindProvider(cluster.provider());

        await().until(() -> heard.contains(new Change.OfEverything()));
    }
}
