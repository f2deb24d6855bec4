package io.ssvirt.itests;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.ssvirt.cluster.kubernetes.internal.ApiServerProxy.Call;
import io.ssvirt.cluster.kubernetes.internal.ApiServerProxy.Fault;
import io.ssvirt.itests.walk.Answer;
import io.ssvirt.itests.walk.Api;
import io.ssvirt.itests.walk.Figure;
import io.ssvirt.itests.walk.Readers;
import io.ssvirt.itests.walk.Tasks;
import io.ssvirt.itests.walk.Tenant;

import static io.ssvirt.itests.walk.Api.CLOUD;
import static org.assertj.core.api.Assertions.assertThat;

/** What the API answers while the cluster is absent, given up, slow or flapping. */
interface OutageCases {

    int SOME_READS = 1_500;

    int SOME_THREADS = 10;

    Fault SERVER_ERROR = new Fault.Answered(
            500,
            "application/json",
            "{\"kind\":\"Status\",\"code\":500,\"message\":\"etcdserver: request timed out\"}");

    /** Returns the system, with its cluster there and ready. */
    ClusterOverHttp system();

    /** Creates an organization with a VDC and a catalog. */
    Tenant aTenant() throws IOException;

    /** The two columns of the table. */
    enum Outage {
        /** There is no provider. */
        ABSENT {
            @Override
            void begin(ClusterOverHttp system, Runnable someCalls) throws IOException {
                system.choose("none");
                system.awaitCluster("disabled");
            }
        },
        /** The provider is there and says that the cluster lives, but every call fails: the breaker has opened. */
        OPEN {
            @Override
            void begin(ClusterOverHttp system, Runnable someCalls) {
                system.way().misbehave(call -> isWork(call) ? Optional.of(SERVER_ERROR) : Optional.empty());
                someCalls.run();
                system.awaitCluster("unavailable");
            }
        };

        abstract void begin(ClusterOverHttp system, Runnable someCalls) throws IOException;

        private static boolean isWork(Call call) {
            return !call.isWatch()
                    && !call.target().equals("/readyz")
                    && !call.target().contains("/leases");
        }
    }

    /** What is asked, and what comes of it. */
    record Row(String asked, Supplier<Answer> request, Degradation expected) {}

    /** How something that needs the cluster goes on without it. */
    enum Degradation {
        /** As if nothing were wrong. */
        SERVED,
        /** Accepted, and carried out when the cluster returns. */
        RECORDED,
        /** Refused with 503 and the time after which to ask again. */
        UNAVAILABLE;

        void check(Row row) {
            Answer answer = row.request().get();
            switch (this) {
                case SERVED ->
                    assertThat(answer.status())
                            .as("%s: %s", row.asked(), answer)
                            .isEqualTo(200);
                case RECORDED ->
                    assertThat(answer.status())
                            .as("%s: %s", row.asked(), answer)
                            .isIn(200, 201, 202, 204);
                default -> {
                    assertThat(answer.status())
                            .as("%s: %s", row.asked(), answer)
                            .isEqualTo(503);
                    assertThat(answer.headers().firstValue("Retry-After"))
                            .as(row.asked())
                            .hasValueSatisfying(seconds ->
                                    assertThat(Integer.parseInt(seconds)).isPositive());
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Outage.class)
    default void withoutTheClusterEverythingDegradesAsTheTableSays(Outage outage) throws IOException {
        Tenant tenant = aTenant();
        Api api = system().administrator();
        String vdcs = tenant.vdcs();
        String vdc = vdcs + "/" + Api.segment(tenant.vdc());
        String doomed = vdcs + "/" + Api.segment(vdc(api, tenant, "doomed").id());
        Map<String, Object> instantiation = Map.of(
                "name",
                "web",
                "powerOn",
                true,
                "catalogItem",
                Map.of("id", tenant.items().text("/values/0/id")));
        String vapp = api.post(tenant.instantiate(), instantiation).is(201).id();
        String vm = tenant.awaitVApp(vapp, "DEPLOYED").text("/vms/0/id");
        tenant.awaitVm(vm, "POWERED_ON");
        String machine = CLOUD + "/vms/" + Api.segment(vm);
        String instance = CLOUD + "/vapps/" + Api.segment(vapp);
        String catalog = CLOUD + "/catalogs/" + Api.segment(tenant.catalog());
        Map<String, Object> late = Map.of("name", "late", "catalogItem", instantiation.get("catalogItem"));

        outage.begin(system(), () -> vdc(api, tenant, "breaks"));

        List<Row> table = new ArrayList<>(List.of(
                new Row("create a VDC", () -> vdc(api, tenant, "new"), Degradation.RECORDED),
                new Row("change a VDC", () -> api.put(vdc, Map.of("description", "x")), Degradation.RECORDED),
                new Row("delete a VDC", () -> api.delete(doomed), Degradation.RECORDED),
                new Row("list VDCs", () -> api.get(vdcs), Degradation.SERVED),
                new Row("list catalogs", () -> api.get(CLOUD + "/catalogs"), Degradation.SERVED),
                new Row("list catalog items", () -> api.get(catalog + "/catalogItems"), Degradation.SERVED),
                new Row("read a vApp", () -> api.get(instance), Degradation.SERVED),
                new Row("read a VM", () -> api.get(machine), Degradation.SERVED),
                new Row("list tasks", () -> api.get(CLOUD + "/tasks"), Degradation.SERVED),
                new Row("instantiate", () -> api.post(tenant.instantiate(), late), Degradation.UNAVAILABLE),
                new Row("switch off", () -> api.post(machine + "/actions/powerOff"), Degradation.UNAVAILABLE),
                new Row("restart", () -> api.post(machine + "/actions/reset"), Degradation.UNAVAILABLE),
                new Row("ask whether it is ready", () -> api.get("/readyz"), Degradation.SERVED),
                new Row("ask whether it lives", () -> api.get("/livez"), Degradation.SERVED)));
        table.forEach(row -> row.expected().check(row));
        assertThat(api.get("/healthz").is(200).text("/status")).isEqualTo("degraded");
        assertThat(api.get(catalog + "/catalogItems").body().at("/values")).isNotEmpty();

        system().way().behave();
        system().connect(system().way(), system().cluster().tokenFile());
        system().awaitCluster("ready");
        new Tasks(api).awaitEnds(ClusterOverHttp.PATIENCE);
        api.get(doomed).is(404);
        assertThat(api.get(vdc).is(200).text("/description")).isEqualTo("x");
        assertThat(system().cluster().managed("v1", "Namespace")).contains("vdc-" + tenant.name() + "-new");
        tenant.awaitVm(vm, "POWERED_ON");
    }

    @Test
    default void aSlowClusterSlowsNoReads() throws IOException, InterruptedException {
        Tenant tenant = aTenant();
        Api api = system().administrator();
        List<String> paths = List.of(
                CLOUD + "/orgs",
                CLOUD + "/vdcs",
                CLOUD + "/catalogs/" + Api.segment(tenant.catalog()) + "/catalogItems");
        double calm = percentile(api, paths);
        // The same people at the same work, so that who works for them is there before the cluster becomes slow.
        List<Creator> quick = creators(tenant, "quick", api);
        percentile(api, paths);
        int threads = system().threads();
        quick.forEach(Creator::close);

        system().way().misbehave(call -> call.isWatch() ? Optional.empty() : Optional.of(new Fault.Late(2_000)));
        List<Creator> creators = creators(tenant, "slow", api);
        double slow = percentile(api, paths);
        int threadsThen = system().threads();
        creators.forEach(Creator::close);
        system().way().behave();

        Figure.ratio("p99 of a read while every call of the cluster takes 2 s", "≤ 1.1 ×", slow, calm);
        Figure.keep("threads then", "as before", threadsThen + ", before " + threads);
        assertThat(threadsThen).as("threads").isLessThanOrEqualTo(threads + SOME_THREADS);
        creators.forEach(creator -> assertThat(creator.refused()).isEmpty());
        new Tasks(api).awaitEnds(ClusterOverHttp.PATIENCE);
    }

    private static List<Creator> creators(Tenant tenant, String prefix, Api api) {
        List<Creator> creators = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            creators.add(new Creator(tenant.organization(), prefix + i + "-", () -> api));
        }
        return creators;
    }

    private static double percentile(Api api, List<String> paths) {
        try (Readers readers = new Readers(api, 4, paths)) {
            Awaitility.await().atMost(ClusterOverHttp.PATIENCE).until(() -> readers.count() > SOME_READS);
            readers.closeWithoutFailures();
            return readers.percentile(0.99);
        }
    }

    @Test
    default void aFlappingClusterLosesNothing() throws IOException {
        Tenant tenant = aTenant();
        Api api = system().administrator();
        long begun = System.nanoTime();
        long beat = Duration.ofMillis(400).toNanos();
        system().way()
                .misbehave(call -> (System.nanoTime() - begun) / beat % 2 == 0
                        ? Optional.of(call.isWrite() ? new Fault.Lost() : new Fault.Refused())
                        : Optional.empty());
        try (Creator creator = new Creator(tenant.organization(), "flap", () -> api);
                Readers readers = new Readers(api, 2, List.of(CLOUD + "/vdcs"))) {
            Awaitility.await()
                    .atMost(ClusterOverHttp.PATIENCE)
                    .until(() -> System.nanoTime() - begun > 12 * beat
                            && creator.accepted().size() > 3);
            creator.end();
            readers.closeWithoutFailures();
            assertThat(creator.refused()).isEmpty();
        }

        system().way().behave();
        long cleared = System.nanoTime();
        system().awaitCluster("ready");
        new Tasks(api).awaitEnds(Duration.ofSeconds(60));
        system().awaitAgreement(api);
        Figure.keep(
                "everything agrees again after the cluster flapped",
                "",
                (System.nanoTime() - cleared) / 1_000_000 + " ms");
    }

    private static Answer vdc(Api api, Tenant tenant, String name) {
        return api.post(tenant.vdcs(), Map.of("name", name, "allocationModel", "Flex"));
    }
}
