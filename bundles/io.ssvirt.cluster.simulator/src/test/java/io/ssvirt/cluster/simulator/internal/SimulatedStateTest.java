package io.ssvirt.cluster.simulator.internal;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.ssvirt.cluster.simulator.internal.Simulator.Ground;
import io.ssvirt.cluster.simulator.spi.SimulatorFaults;
import io.ssvirt.cluster.simulator.spi.SimulatorFaults.End;
import io.ssvirt.cluster.simulator.spi.SimulatorFaults.Fault;
import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.DesiredInstance;
import io.ssvirt.cluster.spi.DesiredSpace;
import io.ssvirt.cluster.spi.Labels;
import io.ssvirt.cluster.spi.ObservedInstance;
import io.ssvirt.cluster.spi.ObservedMachine;
import io.ssvirt.cluster.spi.OperationKey;
import io.ssvirt.cluster.spi.template.TemplateDocument;
import io.ssvirt.model.NamespaceName;
import io.ssvirt.model.SecretValues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class SimulatedStateTest {

    private static final OperationKey KEY = new OperationKey("test");
    private static final Pace PACE = new Pace(
            Duration.ofMillis(100),
            Duration.ofMillis(20),
            Duration.ofMillis(20),
            Duration.ofMillis(200),
            Duration.ofMillis(20),
            Duration.ofMillis(20),
            Duration.ofMillis(20));

    @TempDir
    Path folder;

    private ScheduledExecutorService thread;
    private Simulator simulator;
    private volatile Fault fault = Fault.NONE;

    @BeforeEach
    void start() {
        thread = Executors.newSingleThreadScheduledExecutor();
        SimulatorFaults faults = call -> fault;
        simulator = new Simulator(
                folder,
                PACE,
                new Ground(Clock.systemUTC(), UUID::randomUUID, new SecureRandom(), thread),
                () -> faults);
    }

    @AfterEach
    void stop() {
        thread.shutdownNow();
        simulator.close();
    }

    private DesiredSpace space(Map<String, String> quota) {
        UUID vdc = UUID.randomUUID();
        return new DesiredSpace(
                vdc, new NamespaceName("vdc-a-b"), Map.of(Labels.VDC_ID, vdc.toString()), Map.of(), quota, true, false);
    }

    private DesiredInstance instance(DesiredSpace space, String template, String password) {
        TemplateDocument document =
                applied(simulator.templates().get("openshift", template)).orElseThrow();
        return new DesiredInstance(
                UUID.randomUUID(),
                space.name(),
                "web",
                document,
                Map.of(),
                Optional.of(SecretValues.of(Map.of("NAME", "web", "PASSWORD", password))));
    }

    private static <T> T applied(ClusterResult<T> result) {
        return ((ClusterResult.Applied<T>) result).observed();
    }

    private ObservedMachine machine(ObservedInstance instance, String status) {
        return await().until(
                        () -> simulator.observations().machinesOf(instance.uid()).stream()
                                .filter(machine -> machine.printableStatus().equals(status))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    @Test
    void whatWasUnderWayGoesOnAfterARestart() {
        DesiredSpace space = space(Map.of());
        applied(simulator.spaces().ensure(space, KEY));
        ObservedInstance made = applied(simulator.instances().ensure(instance(space, "fedora-server-small", "x"), KEY));
        ObservedMachine booting = machine(made, "Starting");

        stop();
        start();

        ObservedMachine running = machine(made, "Running");
        assertThat(running.uid()).isEqualTo(booting.uid());
        assertThat(running.networks().get(0).ipAddress()).isNotEmpty();
        applied(simulator.spaces().remove(space.name(), space.vdcId(), KEY));
        stop();
        start();
        await().until(() -> simulator.observations().spaces().isEmpty());
        assertThat(simulator.observations().machinesOf(made.uid())).isEmpty();
    }

    @Test
    void aMachineThatDoesNotFitIsAcceptedAndStaysStarting() {
        DesiredSpace space = space(Map.of("limits.memory", "1Gi"));
        applied(simulator.spaces().ensure(space, KEY));

        ObservedInstance made = applied(simulator.instances().ensure(instance(space, "fedora-server-small", "x"), KEY));

        ObservedMachine stuck = machine(made, "Starting");
        assertThat(stuck.message())
                .contains(
                        "FailedCreate",
                        "exceeded quota: vdc-quota",
                        "requested: limits.memory=",
                        "limited: limits.memory=1Gi");
    }

    @Test
    void anAnswerThatGetsLostHasHappenedAllTheSame() {
        DesiredSpace space = space(Map.of());
        fault = new Fault(Duration.ZERO, End.ANSWER_LOST);
        assertThat(simulator.spaces().ensure(space, KEY)).isInstanceOf(ClusterResult.Unavailable.class);

        fault = Fault.NONE;

        assertThat(applied(simulator.spaces().observe(space.name()))).isPresent();
    }

    @Test
    void aCallThatCannotBeMadeHasNotHappened() {
        DesiredSpace space = space(Map.of());
        for (End end : List.of(End.UNREACHABLE, End.FORBIDDEN)) {
            fault = new Fault(Duration.ofMillis(1), end);
            assertThat(simulator.spaces().ensure(space, KEY)).isNotInstanceOf(ClusterResult.Applied.class);
        }

        fault = Fault.NONE;

        assertThat(applied(simulator.spaces().observe(space.name()))).isEmpty();
    }
}
