package io.ssvirt.itests;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import javax.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

import io.ssvirt.cluster.spi.ClusterProvider;
import io.ssvirt.cluster.spi.Observations;
import io.ssvirt.itests.walk.Answer;
import io.ssvirt.itests.walk.Api;
import io.ssvirt.itests.walk.Readers;
import io.ssvirt.itests.walk.Tasks;
import io.ssvirt.itests.walk.Tenant;

import static io.ssvirt.itests.walk.Api.CLOUD;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The cluster's bundle is stopped and started, updated, refreshed and reinstalled while each kind of mutation is under way: reads
 * never fail, every task ends once, and database and cluster agree afterwards.
 */
public class ClusterBundleTest extends RunningSystem {

    private static final String BUNDLE = "io.ssvirt.cluster.simulator";
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration LATENCY = Duration.ofMillis(150);
    private static final AtomicInteger TENANTS = new AtomicInteger();

    @Inject
    private BundleContext context;

    /** A mutation that is ready to be sent, and what has to be true once it was answered. */
    private record Mutation(Supplier<Answer> send, Consumer<Answer> settled) {}

    @Test
    public void aVdcIsCreated() throws Exception {
        duringEachMove((api, tenant) -> new Mutation(
                () -> api.post(tenant.vdcs(), Map.of("name", "second", "allocationModel", "Flex")), answer -> {
                    assertThat(answer.status()).as("%s", answer.body()).isIn(201, 202);
                    String path = tenant.vdcs() + "/" + Api.segment(answer.id());
                    new Tasks(api).awaitEnds(PATIENCE);
                    api.get(path).is(200);
                    awaitSpaces(tenant, 2);
                    api.delete(path).is(204);
                }));
    }

    @Test
    public void aVdcIsChanged() throws Exception {
        duringEachMove((api, tenant) -> change(api, tenant, Map.of("description", "changed")));
    }

    @Test
    public void aQuotaIsChanged() throws Exception {
        duringEachMove((api, tenant) -> change(
                api,
                tenant,
                Map.of(
                        "description",
                        "changed",
                        "computeCapacity",
                        Map.of(
                                "cpu", Map.of("allocated", 0, "limit", 64, "units", "cores"),
                                "memory", Map.of("allocated", 0, "limit", 65536, "units", "MB")))));
    }

    private Mutation change(Api api, Tenant tenant, Map<String, ?> body) {
        String path = tenant.vdcs() + "/" + Api.segment(tenant.vdc());
        return new Mutation(() -> api.put(path, body), answer -> {
            assertThat(answer.status()).as("%s", answer.body()).isIn(200, 202);
            new Tasks(api).awaitEnds(PATIENCE);
            assertThat(api.get(path).is(200).text("/description")).isEqualTo("changed");
        });
    }

    @Test
    public void aVdcIsDeleted() throws Exception {
        duringEachMove((api, tenant) -> {
            String path = tenant.vdcs()
                    + "/"
                    + Api.segment(api.post(tenant.vdcs(), Map.of("name", "second", "allocationModel", "Flex"))
                            .is(201)
                            .id());
            return new Mutation(() -> api.delete(path), answer -> gone(api, path, answer));
        });
    }

    @Test
    public void aTemplateIsInstantiated() throws Exception {
        duringEachMove((api, tenant) ->
                new Mutation(() -> api.post(tenant.instantiate(), instantiation(tenant, "late")), answer -> {
                    assertThat(answer.status()).as("%s", answer.body()).isIn(201, 202, 503);
                    new Tasks(api).awaitEnds(PATIENCE);
                    String vapps = CLOUD + "/vdcs/" + Api.segment(tenant.vdc()) + "/vapps";
                    int kept = api.get(vapps).is(200).body().at("/resultTotal").asInt();
                    if (answer.status() == 503) {
                        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                        assertThat(kept).as("refused, so nothing is left").isZero();
                        return;
                    }
                    // Parameters of a request are in memory only: when they are lost the vApp is taken back whole.
                    if (kept == 1) {
                        tenant.awaitVApp(answer.id(), "DEPLOYED");
                        tenant.deleteVApp(answer.id());
                    }
                }));
    }

    @Test
    public void aVAppIsDeleted() throws Exception {
        duringEachMove((api, tenant) -> {
            String vapp = running(api, tenant);
            String path = CLOUD + "/vapps/" + Api.segment(vapp);
            return new Mutation(() -> api.delete(path + "?force=true"), answer -> gone(api, path, answer));
        });
    }

    @Test
    public void aMachineIsPoweredOff() throws Exception {
        duringEachMove((api, tenant) -> {
            String vapp = running(api, tenant);
            String vm = tenant.awaitVApp(vapp, "DEPLOYED").text("/vms/0/id");
            tenant.awaitVm(vm, "POWERED_ON");
            return new Mutation(() -> api.post(CLOUD + "/vms/" + Api.segment(vm) + "/actions/powerOff"), answer -> {
                assertThat(answer.status()).as("%s", answer.body()).isIn(202, 503);
                new Tasks(api).awaitEnds(PATIENCE);
                if (answer.status() == 202) {
                    tenant.awaitVm(vm, "POWERED_OFF");
                }
                tenant.deleteVApp(vapp);
            });
        });
    }

    @Test
    public void anOrganizationIsDeletedWithAllThatItHas() throws Exception {
        duringEachMove((api, tenant) -> {
            Tenant doomed = new Tenant(api, "doomed-" + TENANTS.incrementAndGet());
            running(api, doomed);
            String path = CLOUD + "/orgs/" + Api.segment(doomed.organization());
            return new Mutation(
                    () -> api.delete(path + "?recursive=true&force=true"), answer -> gone(api, path, answer));
        });
    }

    private static void gone(Api api, String path, Answer answer) {
        assertThat(answer.status()).as("%s", answer.body()).isIn(202, 204);
        Awaitility.await(path + " is gone")
                .atMost(PATIENCE)
                .until(() -> api.get(path).status() == 404);
        new Tasks(api).awaitEnds(PATIENCE);
    }

    private static Map<String, Object> instantiation(Tenant tenant, String name) {
        return Map.of(
                "name",
                name,
                "powerOn",
                true,
                "catalogItem",
                Map.of("id", tenant.items().text("/values/0/id")));
    }

    private static String running(Api api, Tenant tenant) {
        return api.post(tenant.instantiate(), instantiation(tenant, "web"))
                .is(201)
                .id();
    }

    private interface Preparation {
        Mutation of(Api api, Tenant tenant);
    }

    private void duringEachMove(Preparation preparation) throws Exception {
        Api api = administrator();
        for (BundleMove move : BundleMove.values()) {
            Tenant tenant = new Tenant(api, "acme-" + TENANTS.incrementAndGet());
            Mutation mutation = preparation.of(api, tenant);
            try (Readers readers = new Readers(
                    api,
                    4,
                    List.of(
                            CLOUD + "/orgs",
                            CLOUD + "/vdcs",
                            CLOUD + "/catalogs/" + Api.segment(tenant.catalog()) + "/catalogItems",
                            CLOUD + "/vdcs/" + Api.segment(tenant.vdc()) + "/vapps"))) {
                mutation.settled().accept(sendWhileMoving(mutation, move));
                readers.closeWithoutFailures();
            }
            tenant.remove();
            awaitSpaces(tenant, 0);
        }
    }

    private Answer sendWhileMoving(Mutation mutation, BundleMove move) throws Exception {
        try (SlowCluster slow = new SlowCluster(context, LATENCY)) {
            CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(mutation.send());
            assertThat(slow.awaitCall(PATIENCE)).as("a call is under way").isTrue();
            move.on(context, BUNDLE);
            awaitCluster();
            return answer.join();
        }
    }

    private void awaitSpaces(Tenant tenant, int expected) {
        String prefix = "vdc-" + tenant.name() + "-";
        Awaitility.await("namespaces").atMost(PATIENCE).untilAsserted(() -> assertThat(observed(Observations::spaces))
                .filteredOn(space -> space.name().value().startsWith(prefix))
                .hasSize(expected));
        assertThat(observed(Observations::instances))
                .noneMatch(instance -> instance.space().value().startsWith(prefix));
    }

    private void awaitCluster() {
        Awaitility.await("the cluster is back").atMost(PATIENCE).until(() -> "ready"
                .equals(api().get("/readyz").text("/services/k8s")));
    }

    private <T> T observed(Function<Observations, T> read) {
        ServiceReference<ClusterProvider> reference = context.getServiceReference(ClusterProvider.class);
        try {
            return read.apply(context.getService(reference).observations());
        } finally {
            context.ungetService(reference);
        }
    }
}
