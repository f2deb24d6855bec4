package io.ssvirt.faults;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

import io.ssvirt.api.Catalogs;
import io.ssvirt.api.Drift;
import io.ssvirt.api.OrganizationRemoval;
import io.ssvirt.api.Tasks;
import io.ssvirt.api.VApps;
import io.ssvirt.api.Vdcs;
import io.ssvirt.api.VirtualMachines;
import io.ssvirt.catalog.internal.CatalogService;
import io.ssvirt.operations.internal.RunningOperations;
import io.ssvirt.operations.internal.TaskService;
import io.ssvirt.operations.internal.sweep.RunningSweep;
import io.ssvirt.operations.spi.IntentHandler;
import io.ssvirt.operations.spi.Leadership;
import io.ssvirt.store.spi.Store;
import io.ssvirt.vapp.internal.RunningVApps;
import io.ssvirt.vdc.internal.OrganizationHandler;
import io.ssvirt.vdc.internal.OrganizationRemovalService;
import io.ssvirt.vdc.internal.VdcHandler;
import io.ssvirt.vdc.internal.VdcService;

/** One process: the real components between the database and the cluster, from its start until it is killed. */
final class Life {

    /** Calls have no second chance inside the gateway, so that every fault reaches the journal. */
    private static final Map<String, Object> SETTINGS =
            Map.of("answer__within", "PT0S", "retries", 0, "breaker__calls", 1_000_000, "call__within", "PT1H");

    private final FaultyStore store;
    private final FaultyCluster cluster;
    private final RunningOperations operations;
    private final Vdcs vdcs;
    private final RunningVApps vapps;
    private final Catalogs catalogs;
    private final Tasks tasks;
    private final OrganizationRemoval removal;
    private final List<VirtualTimer> timers = new ArrayList<>();
    private Drift drift;
    private boolean alive = true;

    Life(Lab lab, Store database) {
        this.store = new FaultyStore(lab, database, () -> alive);
        this.cluster = new FaultyCluster(lab, () -> alive);
        this.operations = new RunningOperations(store, lab.time(), lab.ids(), new Inline(), timer(lab), SETTINGS);
        this.catalogs = new CatalogService(
                store,
                operations.gateway(),
                lab.time(),
                lab.ids(),
                RunningOperations.config(CatalogService.Config.class, Map.of()));
        this.vdcs = new VdcService(store, operations.journal(), lab.time(), lab.ids());
        this.vapps = new RunningVApps(
                new RunningVApps.Ground(
                        store,
                        operations.journal(),
                        operations.gateway(),
                        lab.time(),
                        lab.ids(),
                        lab.random(),
                        timer(lab)),
                catalogs);
        this.tasks = new TaskService(store, operations.intents());
        this.removal = new OrganizationRemovalService(operations.journal(), lab.time());
        List<IntentHandler> handlers = new ArrayList<>(vapps.handlers());
        handlers.add(new VdcHandler(
                store, operations.gateway(), lab.time(), RunningOperations.config(VdcHandler.Config.class, Map.of())));
        handlers.add(new OrganizationHandler(store, RunningOperations.queue(lab.time(), lab.ids()), lab.time()));
        operations.handlers(handlers.toArray(IntentHandler[]::new));
        operations.provider(cluster);
        if (!lab.lacks(Protection.SWEEP)) {
            sweep(lab);
        }
    }

    /** Whichever process started last leads, and so it is the one that sweeps. */
    private void sweep(Lab lab) {
        Leadership.Term always = new Leadership.Term("lab", 1, Instant.MAX);
        Leadership leadership = () -> lab.life() == this ? Optional.of(always) : Optional.empty();
        drift = RunningSweep.on(store, operations.gateway(), leadership, lab.time(), timer(lab));
    }

    /** Returns what sweeps have found; null without the line of protection. */
    Drift drift() {
        return drift;
    }

    private ScheduledExecutorService timer(Lab lab) {
        VirtualTimer timer = lab.time().timer();
        timers.add(timer);
        return timer;
    }

    /** Ends at once: timers never go off again, and what is still on the stack can reach neither database nor cluster. */
    void kill() {
        alive = false;
        timers.forEach(VirtualTimer::shutdownNow);
        cluster.hangUp();
    }

    /** Stands still, as a process does whose machine is suspended. */
    void pause() {
        timers.forEach(VirtualTimer::pause);
    }

    /** Goes on as if no time had passed. */
    void resume() {
        timers.forEach(VirtualTimer::resume);
    }

    boolean isAlive() {
        return alive;
    }

    Vdcs vdcs() {
        return vdcs;
    }

    VApps vapps() {
        return vapps.vapps();
    }

    VirtualMachines machines() {
        return vapps.machines();
    }

    Catalogs catalogs() {
        return catalogs;
    }

    Tasks tasks() {
        return tasks;
    }

    OrganizationRemoval removal() {
        return removal;
    }

    RunningOperations operations() {
        return operations;
    }

    FaultyStore store() {
        return store;
    }

    /** Says what is still held although nothing is under way; empty when nothing is. */
    Optional<String> holds() {
        if (!operations.isIdle()) {
            return Optional.of("the journal still holds intents, values or waiting requests in memory");
        }
        return cluster.subscriptions() == 1
                ? Optional.empty()
                : Optional.of("there are " + cluster.subscriptions() + " watches instead of one");
    }
}
