package io.ssvirt.cluster.simulator.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import org.h2.mvstore.MVStore;

import io.ssvirt.cluster.simulator.spi.SimulatorFaults;
import io.ssvirt.cluster.spi.ClusterProvider;
import io.ssvirt.cluster.spi.Instances;
import io.ssvirt.cluster.spi.Machines;
import io.ssvirt.cluster.spi.Observations;
import io.ssvirt.cluster.spi.Templates;
import io.ssvirt.cluster.spi.TenantSpaces;
import io.ssvirt.cluster.spi.template.TemplateDocument;
import io.ssvirt.model.IdSource;

/**
 * A cluster inside the process. Its state is in a file of its own, so that it outlives the process as a real cluster would; a
 * process that is killed finds there everything that was answered.
 */
public final class Simulator implements ClusterProvider, AutoCloseable {

    /** What it stands on: time, ids and chance, and the one thread that it works on. */
    public record Ground(Clock clock, IdSource ids, RandomGenerator random, ScheduledExecutorService thread) {}

    private final MVStore store;
    private final World world;
    private final SimulatedSpaces spaces;
    private final SimulatedTemplates templates;
    private final SimulatedInstances instances;
    private final SimulatedMachines machines;
    private final SimulatedObservations observations;

    Simulator(Path folder, Pace pace, Ground ground, Supplier<SimulatorFaults> faults) {
        this.store = open(folder);
        Calls calls = new Calls(faults);
        this.world = new World(store, ground.clock(), ground.ids(), pace);
        Quota quota = new Quota(world);
        MachineController machineController = new MachineController(world, quota);
        NamespaceController namespaceController = new NamespaceController(world, machineController);
        TemplateController templateController =
                new TemplateController(world, quota, machineController, ground.random());
        this.spaces = new SimulatedSpaces(world, namespaceController, calls);
        this.templates = new SimulatedTemplates(ground.clock(), calls);
        this.instances = new SimulatedInstances(world, quota, machineController, calls);
        this.machines = new SimulatedMachines(world, machineController, calls);
        this.observations = new SimulatedObservations(world, ground.thread());
        Heart heart = new Heart(
                world,
                () -> {
                    templateController.work();
                    machineController.work();
                    namespaceController.work();
                },
                ground.thread());
        world.audience(changes -> {
            changes.forEach(observations::tell);
            heart.listen();
        });
        heart.listen();
        templates.add(TemplateFiles.builtIn());
    }

    private static MVStore open(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("the folder of the simulated cluster cannot be made: " + folder, unwritable);
        }
        // The asynchronous channel outlives an interrupted thread; a plain one is closed by it.
        return new MVStore.Builder()
                .fileName("async:" + folder.resolve("cluster.mv"))
                .autoCommitDisabled()
                .open();
    }

    /** Returns everything that the cluster has, for whoever checks it from behind. */
    World world() {
        return world;
    }

    /** Offers more templates. */
    void offer(List<TemplateDocument> more) {
        templates.add(more);
        observations.tell(new Observations.Change.OfTemplates());
    }

    @Override
    public String name() {
        return "simulator";
    }

    @Override
    public TenantSpaces spaces() {
        return spaces;
    }

    @Override
    public Templates templates() {
        return templates;
    }

    @Override
    public Instances instances() {
        return instances;
    }

    @Override
    public Machines machines() {
        return machines;
    }

    @Override
    public Observations observations() {
        return observations;
    }

    /** Closes the file; the thread belongs to whoever gave it. */
    @Override
    public void close() {
        store.close();
    }
}
