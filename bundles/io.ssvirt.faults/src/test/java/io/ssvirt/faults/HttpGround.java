package io.ssvirt.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

import io.ssvirt.api.SystemHealth.ClusterState;
import io.ssvirt.api.VApps;
import io.ssvirt.api.Vdcs;
import io.ssvirt.catalog.internal.CatalogService;
import io.ssvirt.cluster.kubernetes.internal.ApiServerProxy;
import io.ssvirt.cluster.kubernetes.internal.ApiServerProxy.Call;
import io.ssvirt.cluster.kubernetes.internal.ApiServerProxy.Fault;
import io.ssvirt.cluster.kubernetes.internal.RunningProvider;
import io.ssvirt.cluster.kubernetes.internal.TestCluster;
import io.ssvirt.model.Catalog;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.operations.internal.RunningOperations;
import io.ssvirt.operations.spi.IntentHandler;
import io.ssvirt.store.jpa.internal.TestDatabase;
import io.ssvirt.store.spi.Transaction;
import io.ssvirt.vapp.internal.RunningVApps;
import io.ssvirt.vdc.internal.VdcHandler;
import io.ssvirt.vdc.internal.VdcService;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The real journal on a real database, and the Kubernetes provider in front of a real API server, with a proxy that misbehaves once
 * for each namespace that it is told of. Time passes as it does.
 */
final class HttpGround implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Map<String, Object> SETTINGS = Map.of(
            "answer__within",
            "PT60S",
            "waiting__requests",
            64,
            "retries",
            0,
            "breaker__calls",
            1_000_000,
            "poll__every",
            "PT0.2S");

    /**
     * What happens to the first call that fits.
     *
     * @param before is done before it goes on; nothing else happens to it when there is no fault
     */
    record Plan(String method, String path, Optional<Fault> fault, Runnable before) {}

    private final TestCluster cluster;
    private final ApiServerProxy proxy;
    private final RunningProvider provider;
    private final TestDatabase database = Pooled.h2();
    private final RunningOperations operations = new RunningOperations(database.store(), SETTINGS);
    private final ScheduledExecutorService statuses = Executors.newSingleThreadScheduledExecutor();
    private final Vdcs vdcs =
            new VdcService(database.store(), operations.journal(), Clock.systemUTC(), UUID::randomUUID);
    private final RunningVApps vapps;
    private final Map<String, Plan> plans = new ConcurrentHashMap<>();
    private final Map<Call, Fault> met = new ConcurrentHashMap<>();

    /** Starts everything and waits until the cluster is in view. */
    HttpGround() throws IOException {
        cluster = new TestCluster();
        cluster.addTemplates(Files.readString(Path.of(
                System.getProperty("ssvirt.root"),
                "bundles/io.ssvirt.cluster.simulator/src/main/resources/templates/alpine.yaml")));
        proxy = new ApiServerProxy(cluster.url());
        proxy.misbehave(this::fault);
        provider = RunningProvider.on(proxy.url(), Optional.of(cluster.tokenFile()), Duration.ofSeconds(3));
        CatalogService catalogs = new CatalogService(
                database.store(),
                operations.gateway(),
                Clock.systemUTC(),
                UUID::randomUUID,
                RunningOperations.config(CatalogService.Config.class, Map.of()));
        vapps = new RunningVApps(
                new RunningVApps.Ground(
                        database.store(),
                        operations.journal(),
                        operations.gateway(),
                        Clock.systemUTC(),
                        UUID::randomUUID,
                        new SecureRandom(),
                        statuses),
                catalogs);
        List<IntentHandler> handlers = new ArrayList<>(vapps.handlers());
        handlers.add(new VdcHandler(
                database.store(),
                operations.gateway(),
                Clock.systemUTC(),
                RunningOperations.config(VdcHandler.Config.class, Map.of())));
        operations.handlers(handlers.toArray(IntentHandler[]::new));
        operations.provider(provider.provider());
        Instant now = Instant.now();
        Lab.done(database.store().write(tx -> {
            tx.organizations().insert(new Organization(Lab.ACME, "acme", "", "", true, false, true, "", now, now));
            tx.catalogs().insert(new Catalog(Lab.CATALOG, Lab.ACME, "acme-all", "", false, false, true, 1, now, now));
            return Outcome.done(true);
        }));
        eventually()
                .until(() -> operations.gateway().status().state() == ClusterState.READY
                        && operations.gateway().templates().isPresent());
    }

    private Optional<Fault> fault(Call call) {
        Fault known = met.get(call);
        if (known != null) {
            return Optional.of(known);
        }
        for (Map.Entry<String, Plan> each : plans.entrySet()) {
            Plan plan = each.getValue();
            String path = plan.path().formatted(each.getKey());
            boolean fits = call.method().equals(plan.method())
                    && call.target().split("\\?")[0].endsWith(path);
            if (fits && plans.remove(each.getKey(), plan)) {
                plan.fault().ifPresent(fault -> met.put(call, fault));
                plan.before().run();
                return plan.fault();
            }
        }
        return Optional.empty();
    }

    /** Lets the next call that fits go wrong; the namespace takes the place of {@code %s} in its path. */
    void plan(String namespace, Plan plan) {
        plans.put(namespace, plan);
    }

    /** Tells whether what was planned for a namespace has happened. */
    boolean hasMet(String namespace) {
        return !plans.containsKey(namespace);
    }

    static ConditionFactory eventually() {
        return Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(50));
    }

    Vdcs vdcs() {
        return vdcs;
    }

    VApps vapps() {
        return vapps.vapps();
    }

    ApiServerProxy proxy() {
        return proxy;
    }

    TestCluster cluster() {
        return cluster;
    }

    <T> T read(Function<Transaction, T> work) {
        return Lab.done(database.store().read(tx -> Outcome.done(work.apply(tx))));
    }

    /** Reads an object as an administrator of the cluster. */
    Optional<Map<String, Object>> find(String apiVersion, String kind, String namespace, String name) {
        return cluster.find(apiVersion, kind, namespace, name);
    }

    /** Nothing is under way, nothing of ours is in the cluster that is not in the database, and only watches are open. */
    void settle() {
        eventually().until(operations::isIdle);
        List<String> known = read(tx -> tx.vdcs().ofOrganization(Lab.ACME)).stream()
                .map(vdc -> vdc.namespace().value())
                .sorted()
                .toList();
        eventually().until(() -> cluster.managed("v1", "Namespace").stream()
                .sorted()
                .toList()
                .equals(known));
        List<String> instances = read(tx -> tx.vdcs().ofOrganization(Lab.ACME).stream()
                .flatMap(vdc -> tx.vapps().ofVdc(vdc.id()).stream())
                .map(vapp -> vapp.name())
                .sorted()
                .toList());
        eventually().until(() -> cluster.managed("template.openshift.io/v1", "TemplateInstance").stream()
                .sorted()
                .toList()
                .equals(instances));
        eventually().until(() -> cluster.managed("v1", "Secret").size() == instances.size());
        eventually().untilAsserted(() -> assertThat(watched())
                .as("I8: each kind is watched once")
                .contains("/api/v1/namespaces", "/apis/template.openshift.io/v1/templateinstances")
                .doesNotHaveDuplicates());
    }

    private List<String> watched() {
        return proxy.openCalls().stream()
                .filter(Call::isWatch)
                .map(call -> call.target().split("\\?")[0])
                .toList();
    }

    @Override
    public void close() throws IOException {
        operations.close();
        statuses.shutdownNow();
        provider.close();
        proxy.close();
        cluster.close();
        database.close();
    }
}
