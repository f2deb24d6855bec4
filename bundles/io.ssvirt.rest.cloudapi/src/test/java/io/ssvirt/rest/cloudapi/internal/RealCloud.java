package io.ssvirt.rest.cloudapi.internal;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import io.ssvirt.api.ApiTokens;
import io.ssvirt.api.AuditTrail;
import io.ssvirt.api.Catalogs;
import io.ssvirt.api.Directory;
import io.ssvirt.api.Drift;
import io.ssvirt.api.Intents;
import io.ssvirt.api.OrganizationRemoval;
import io.ssvirt.api.Organizations;
import io.ssvirt.api.Profile;
import io.ssvirt.api.Roles;
import io.ssvirt.api.Sessions;
import io.ssvirt.api.SystemHealth;
import io.ssvirt.api.Tasks;
import io.ssvirt.api.Users;
import io.ssvirt.api.VApps;
import io.ssvirt.api.Vdcs;
import io.ssvirt.api.VirtualMachines;
import io.ssvirt.audit.internal.AuditService;
import io.ssvirt.catalog.internal.CatalogService;
import io.ssvirt.cluster.simulator.internal.SimulatorUnderTest;
import io.ssvirt.identity.internal.NameDirectory;
import io.ssvirt.identity.internal.RunningIdentity;
import io.ssvirt.model.Outcome;
import io.ssvirt.operations.internal.IntentService;
import io.ssvirt.operations.internal.RunningOperations;
import io.ssvirt.operations.internal.TaskService;
import io.ssvirt.operations.internal.sweep.DriftService;
import io.ssvirt.operations.spi.IntentHandler;
import io.ssvirt.store.jpa.internal.TestDatabase;
import io.ssvirt.store.spi.Store;
import io.ssvirt.vapp.internal.RunningVApps;
import io.ssvirt.vdc.internal.OrganizationHandler;
import io.ssvirt.vdc.internal.OrganizationRemovalService;
import io.ssvirt.vdc.internal.VdcHandler;
import io.ssvirt.vdc.internal.VdcService;

/** All use cases as they run in the container, on a database in memory and the simulated cluster. */
final class RealCloud implements UseCases {

    final TestDatabase database;
    final RunningIdentity identity;
    private final Store store;
    private final Directory directory;
    final SimulatorUnderTest cluster = SimulatorUnderTest.fresh();
    final RunningOperations operations;
    final ScheduledExecutorService statusThread = Executors.newSingleThreadScheduledExecutor();
    private final Catalogs catalogs;
    private final Vdcs vdcs;
    private final RunningVApps vapps;
    private final Tasks tasks;
    private final DriftService drift;
    private final AuditTrail trail;

    RealCloud(Path secrets, Clock clock) {
        this(TestDatabase.h2(), secrets, clock, Map.of());
    }

    /** Takes a database, and settings of the journal other than the usual. */
    RealCloud(TestDatabase database, Path secrets, Clock clock, Map<String, Object> settings) {
        this.database = database;
        store = database.store();
        directory = new NameDirectory(store);
        operations = new RunningOperations(store, settings);
        Clock now = Clock.systemUTC();
        identity = new RunningIdentity(store, clock, secrets);
        catalogs = new CatalogService(
                store,
                operations.gateway(),
                now,
                UUID::randomUUID,
                RunningOperations.config(CatalogService.Config.class, Map.of()));
        vdcs = new VdcService(store, operations.journal(), now, UUID::randomUUID);
        vapps = new RunningVApps(
                new RunningVApps.Ground(
                        store,
                        operations.journal(),
                        operations.gateway(),
                        now,
                        UUID::randomUUID,
                        new SecureRandom(),
                        statusThread),
                catalogs);
        tasks = new TaskService(store, operations.intents());
        drift = new DriftService(
                store,
                operations.gateway(),
                Optional::empty,
                now,
                RunningOperations.config(DriftService.Config.class, settings));
        trail = new AuditService(
                store, now, RunningOperations.config(AuditService.Config.class, Map.of("retention", "PT0S")));
        List<IntentHandler> handlers = new ArrayList<>(vapps.handlers());
        handlers.add(new OrganizationHandler(store, RunningOperations.queue(), now));
        handlers.add(new VdcHandler(
                store, operations.gateway(), now, RunningOperations.config(VdcHandler.Config.class, Map.of())));
        operations.handlers(handlers.toArray(IntentHandler[]::new));
        operations.provider(cluster.provider());
    }

    @Override
    public Outcome<Sessions> sessions() {
        return Outcome.done(identity.sessions);
    }

    @Override
    public Outcome<Organizations> organizations() {
        return Outcome.done(identity.organizations);
    }

    @Override
    public Outcome<Users> users() {
        return Outcome.done(identity.users);
    }

    @Override
    public Outcome<Profile> profile() {
        return Outcome.done(identity.profile);
    }

    @Override
    public Outcome<ApiTokens> tokens() {
        return Outcome.done(identity.tokens);
    }

    @Override
    public Outcome<Roles> roles() {
        return Outcome.done(identity.roles);
    }

    @Override
    public Outcome<Vdcs> vdcs() {
        return Outcome.done(vdcs);
    }

    @Override
    public Outcome<Catalogs> catalogs() {
        return Outcome.done(catalogs);
    }

    @Override
    public Outcome<VApps> vapps() {
        return Outcome.done(vapps.vapps());
    }

    @Override
    public Outcome<VirtualMachines> machines() {
        return Outcome.done(vapps.machines());
    }

    @Override
    public Outcome<Tasks> tasks() {
        return Outcome.done(tasks);
    }

    @Override
    public Outcome<Directory> directory() {
        return Outcome.done(directory);
    }

    @Override
    public Outcome<Drift> drift() {
        return Outcome.done(drift);
    }

    @Override
    public Outcome<Intents> intents() {
        return Outcome.done(new IntentService(store, operations.intents(), Clock.systemUTC()));
    }

    @Override
    public Outcome<OrganizationRemoval> removal() {
        return Outcome.done(new OrganizationRemovalService(operations.journal(), Clock.systemUTC()));
    }

    @Override
    public Outcome<AuditTrail> trail() {
        return Outcome.done(trail);
    }

    @Override
    public Outcome<SystemHealth> health() {
        return Outcome.done(() -> new SystemHealth.Report(
                true, SystemHealth.ClusterState.READY, Optional.of("simulator"), "fine", Optional.empty(), 0));
    }

    void close() throws Exception {
        operations.providerLeaves(cluster.provider());
        drift.close();
        operations.close();
        statusThread.shutdownNow();
        identity.close();
        cluster.close();
        database.close();
    }
}
