package io.ssvirt.cluster.simulator.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import io.ssvirt.cluster.contract.ClusterUnderTest;
import io.ssvirt.cluster.simulator.internal.Simulator.Ground;
import io.ssvirt.cluster.simulator.spi.SimulatorFaults;
import io.ssvirt.cluster.simulator.spi.SimulatorFaults.Fault;
import io.ssvirt.cluster.spi.ClusterProvider;
import io.ssvirt.cluster.spi.template.TemplateDocument;

/** A simulated cluster that is faster than usual. */
public final class SimulatorUnderTest implements ClusterUnderTest, AutoCloseable {

    private static final Pace QUICK = new Pace(
            Duration.ofMillis(200),
            Duration.ofMillis(20),
            Duration.ofMillis(20),
            Duration.ofMillis(50),
            Duration.ofMillis(20),
            Duration.ofMillis(30),
            Duration.ofMillis(40));

    private final ScheduledExecutorService thread;
    private final Simulator simulator;
    private volatile SimulatorFaults faults = call -> Fault.NONE;

    /** Starts on a folder. */
    public SimulatorUnderTest(Path folder) {
        this(
                folder,
                QUICK,
                new Ground(
                        Clock.systemUTC(),
                        UUID::randomUUID,
                        new SecureRandom(),
                        Executors.newSingleThreadScheduledExecutor()));
    }

    private SimulatorUnderTest(Path folder, Pace pace, Ground ground) {
        this.thread = ground.thread();
        this.simulator = new Simulator(folder, pace, ground, () -> faults);
    }

    /** Starts at the usual pace, on time, ids and chance that a test decides on. */
    public static SimulatorUnderTest on(Path folder, Ground ground) {
        return new SimulatorUnderTest(folder, Pace.USUAL, ground);
    }

    /** Starts on a folder of its own. */
    public static SimulatorUnderTest fresh() {
        try {
            return new SimulatorUnderTest(Files.createTempDirectory("simulator"));
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    @Override
    public ClusterProvider provider() {
        return simulator;
    }

    @Override
    public void addTemplate(TemplateDocument template) {
        simulator.offer(TemplateFiles.adopt(template));
    }

    /** Lets things go wrong from now on. */
    public void faults(SimulatorFaults next) {
        faults = next;
    }

    /** Offers the templates of a folder. */
    public void preload(Path folder) {
        simulator.offer(TemplateFiles.in(folder));
    }

    /** Looks into the cluster from behind. */
    public Inside inside() {
        return new Inside(simulator.world());
    }

    @Override
    public void close() {
        thread.shutdownNow();
        simulator.close();
    }
}
