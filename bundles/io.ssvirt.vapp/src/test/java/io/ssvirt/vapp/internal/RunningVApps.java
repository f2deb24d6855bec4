package io.ssvirt.vapp.internal;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;

import io.ssvirt.api.Catalogs;
import io.ssvirt.api.VApps;
import io.ssvirt.api.VirtualMachines;
import io.ssvirt.model.IdSource;
import io.ssvirt.operations.spi.ClusterGateway;
import io.ssvirt.operations.spi.IntentHandler;
import io.ssvirt.operations.spi.Journal;
import io.ssvirt.store.spi.Store;

/** Everything of this bundle as it runs in the container, wired by hand on time, ids, chance and a thread that a test decides on. */
public final class RunningVApps {

    /** What the bundle stands on. */
    public record Ground(
            Store store,
            Journal journal,
            ClusterGateway cluster,
            Clock clock,
            IdSource ids,
            RandomGenerator random,
            ScheduledExecutorService statusThread) {}

    private final VAppService vapps;
    private final VmService machines;
    private final List<IntentHandler> handlers;

    public RunningVApps(Ground ground, Catalogs catalogs) {
        this.vapps = new VAppService(
                ground.store(), ground.journal(), ground.cluster(), ground.clock(), ground.ids(), ground.random());
        this.vapps.catalogs = catalogs;
        this.machines = new VmService(ground.store(), ground.journal(), ground.cluster(), ground.clock());
        this.handlers = List.of(
                new VAppHandler(ground.store(), ground.cluster(), ground.clock()),
                new PowerHandler(ground.store(), ground.cluster(), ground.clock()),
                new MachineHandler(ground.store(), ground.cluster(), ground.clock()));
        new StatusProjector(ground.store(), ground.cluster(), ground.clock(), ground.statusThread());
    }

    public VApps vapps() {
        return vapps;
    }

    public VirtualMachines machines() {
        return machines;
    }

    /** Returns what carries out the intents of this bundle. */
    public List<IntentHandler> handlers() {
        return handlers;
    }
}
