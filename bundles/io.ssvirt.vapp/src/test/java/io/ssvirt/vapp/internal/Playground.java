package io.ssvirt.vapp.internal;

import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Catalogs.ItemReference;
import io.ssvirt.api.Change;
import io.ssvirt.api.VApps.Detail;
import io.ssvirt.api.VApps.Instantiation;
import io.ssvirt.cluster.simulator.internal.SimulatorUnderTest;
import io.ssvirt.cluster.spi.DesiredSpace;
import io.ssvirt.cluster.spi.Labels;
import io.ssvirt.cluster.spi.OperationKey;
import io.ssvirt.model.AllocationModel;
import io.ssvirt.model.ComputeCapacity;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.NamespaceName;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.PowerAction;
import io.ssvirt.model.Query;
import io.ssvirt.model.Right;
import io.ssvirt.model.SecretValues;
import io.ssvirt.model.Task;
import io.ssvirt.model.Urn;
import io.ssvirt.model.VApp;
import io.ssvirt.model.Vdc;
import io.ssvirt.model.VdcState;
import io.ssvirt.model.Vm;
import io.ssvirt.model.VmStatus;
import io.ssvirt.operations.internal.RunningOperations;
import io.ssvirt.store.jpa.internal.TestDatabase;
import io.ssvirt.store.spi.IntentJournal;
import io.ssvirt.store.spi.Store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A VDC with a namespace, and everything that vApps in it need. */
final class Playground implements Closeable {

    private static final Urn ACME = new Urn(EntityType.ORGANIZATION, new UUID(1, 1));
    private static final Urn DEV = new Urn(EntityType.VDC, new UUID(2, 2));
    static final Caller USER =
            new Caller(new Urn(EntityType.USER, new UUID(3, 3)), "alice", ACME, ACME, Right.ofVAppUser());

    private final TestDatabase database = TestDatabase.h2();
    private final Store store = database.store();
    private final SimulatorUnderTest cluster = SimulatorUnderTest.fresh();
    private final RunningOperations operations =
            new RunningOperations(store, Map.of("poll__every", "PT0.1S", "breaker__pause", "PT0.2S"));
    private final VAppService vapps =
            new VAppService(store, operations.journal(), operations.gateway(), Clock.systemUTC(), UUID::randomUUID);
    private final VmService vms = new VmService(store, operations.journal(), operations.gateway(), Clock.systemUTC());
    private final StatusProjector projector = new StatusProjector(store, operations.gateway(), Clock.systemUTC());

    Playground(Map<String, String> quota) {
        vapps.catalogs = new ClusterCatalog(operations.gateway());
        operations.handlers(
                new VAppHandler(store, operations.gateway(), Clock.systemUTC()),
                new PowerHandler(store, operations.gateway(), Clock.systemUTC()),
                new MachineHandler(store, operations.gateway(), Clock.systemUTC()));
        operations.provider(cluster.provider());
        Instant now = Instant.now();
        NamespaceName namespace = new NamespaceName("vdc-acme-dev");
        store.write(tx -> {
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
                            namespace,
                            VdcState.READY,
                            now,
                            now));
            return Outcome.done(true);
        });
        cluster.provider()
                .spaces()
                .ensure(
                        new DesiredSpace(
                                DEV.id(),
                                namespace,
                                Map.of(Labels.VDC_ID, DEV.id().toString()),
                                Map.of(),
                                quota,
                                false,
                                false),
                        new OperationKey("setup"));
    }

    SimulatorUnderTest cluster() {
        return cluster;
    }

    void clusterGoesAway() {
        operations.providerLeaves(cluster.provider());
    }

    Outcome<Change<Detail>> instantiate(String name, String template, Map<String, String> parameters) {
        return vapps.instantiate(
                USER,
                DEV,
                new Instantiation(
                        name,
                        "",
                        new ItemReference("any", Optional.of(template)),
                        SecretValues.of(parameters),
                        Optional.empty()));
    }

    /** Leaves behind what a process leaves that ends right after it accepted an instantiation; returns the task. */
    UUID accepted(String name, String template) {
        UUID task = UUID.randomUUID();
        NewVApp vapp = new NewVApp(
                USER,
                DEV,
                done(vapps.catalogs.resolve(USER, new ItemReference("any", Optional.of(template)))),
                new Instantiation(
                        name,
                        "",
                        new ItemReference("any", Optional.of(template)),
                        SecretValues.of(Map.of()),
                        Optional.empty()),
                UUID.randomUUID(),
                Clock.systemUTC());
        done(store.write(tx -> vapp.accept(tx).map(request -> {
            tx.journal()
                    .insert(new IntentJournal.Entry(
                            task,
                            request.operation(),
                            request.entity(),
                            request.entityName(),
                            request.orgId(),
                            request.initiator(),
                            request.desired(),
                            Instant.now()));
            return true;
        })));
        return task;
    }

    Task task(UUID id) {
        return done(store.read(tx -> Outcome.done(tx.journal().task(id).orElseThrow())));
    }

    Outcome<Change<VApp>> delete(VApp vapp, boolean force) {
        return vapps.delete(USER, vapp.id(), force);
    }

    Outcome<Change<Vm>> power(Vm vm, PowerAction action) {
        return vms.power(USER, vm.id(), action);
    }

    VmService machines() {
        return vms;
    }

    VAppService vapps() {
        return vapps;
    }

    Detail detail(VApp vapp) {
        return done(vapps.get(USER, vapp.id()));
    }

    long rows() {
        return done(vapps.listOf(USER, DEV, Query.page(1, 25))).total();
    }

    Vm awaitVm(VApp vapp, VmStatus status) {
        return await().until(
                        () -> detail(vapp).machines().stream()
                                .filter(vm -> vm.status() == status)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    <T> T done(Outcome<T> outcome) {
        assertThat(outcome.refusal()).isEmpty();
        return outcome.fold(value -> value, error -> null);
    }

    @Override
    public void close() throws IOException {
        try {
            projector.close();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        operations.close();
        cluster.close();
        database.close();
    }
}
