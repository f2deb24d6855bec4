package io.ssvirt.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.ssvirt.cluster.kubernetes.internal.TestCluster;
import io.ssvirt.itests.walk.Api;
import io.ssvirt.itests.walk.Figure;
import io.ssvirt.itests.walk.Readers;
import io.ssvirt.itests.walk.Tasks;
import io.ssvirt.itests.walk.Tenant;

import static io.ssvirt.itests.walk.Api.CLOUD;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The Kubernetes provider on a real API server: its bundle is exchanged, its connection changed and it is replaced by others while
 * clients read and write, and nothing is lost or made twice, and what stays behind does not add up.
 */
final class KubernetesClusterTest implements OutageCases {

    private static final AtomicInteger TENANTS = new AtomicInteger();
    private static final int ROUNDS = Integer.getInteger("ssvirt.exchange.rounds", 2);
    /** Pools are not always equally full; what eight exchanges left behind would be more. */
    private static final int SOME = 8;

    /** How many connections a client has open depends on what was under way; eight exchanges that each left some would make nine of everything. */
    private static final int MANY = 4;

    @TempDir
    private static Path folder;

    private static ClusterOverHttp system;

    private Api api;
    private Tenant tenant;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Assumptions.assumeTrue(TestCluster.isPossible(), TestCluster.HOW_TO_GET_ONE);
        system = new ClusterOverHttp(folder);
    }

    @AfterAll
    static void stop() {
        if (system != null) {
            system.close();
        }
    }

    @Override
    public ClusterOverHttp system() {
        return system;
    }

    @Override
    public Tenant aTenant() throws IOException {
        api = system.administrator();
        tenant = new Tenant(api, "k" + TENANTS.incrementAndGet());
        return tenant;
    }

    @AfterEach
    void nothingIsLostAndNothingIsThereTwice() throws IOException {
        system.way().behave();
        system.connect(system.way(), system.cluster().tokenFile());
        system.awaitCluster("ready");
        new Tasks(api).awaitEnds(ClusterOverHttp.PATIENCE);
        system.awaitAgreement(api);
    }

    private Readers readers() {
        return new Readers(
                api,
                4,
                List.of(
                        CLOUD + "/orgs",
                        CLOUD + "/vdcs",
                        CLOUD + "/catalogs/" + Api.segment(tenant.catalog()) + "/catalogItems"));
    }

    @Test
    void exchangesOfTheBundleLoseNothingAndDoNotAddUp() throws IOException, InterruptedException {
        aTenant();
        system.move(BundleMove.REFRESH);
        system.awaitCluster("ready");
        int threads = system.threads();
        long connections = system.connections();
        List<Long> untilReady = new ArrayList<>();
        try (Readers readers = readers();
                Creator creator = new Creator(tenant.organization(), "x", () -> api)) {
            for (int round = 0; round < ROUNDS; round++) {
                for (BundleMove move : BundleMove.values()) {
                    system.move(move);
                    long started = System.nanoTime();
                    system.awaitCluster("ready");
                    untilReady.add(Duration.ofNanos(System.nanoTime() - started).toMillis());
                }
            }
            creator.end();
            readers.closeWithoutFailures();
            assertThat(creator.refused()).isEmpty();
            assertThat(creator.unanswered()).isEmpty();
            assertThat(creator.accepted()).isNotEmpty();
            Figure.keep(
                    "reads and creations that failed in " + untilReady.size() + " exchanges of the Kubernetes provider",
                    "0",
                    "0 of " + readers.count() + " reads and "
                            + creator.accepted().size() + " VDCs");
            Figure.times("READY again after each, with the relist", "≤ 3 s and the relist", untilReady);
        }
        new Tasks(api).awaitEnds(ClusterOverHttp.PATIENCE);
        Awaitility.await("class loaders, threads and connections are what they were")
                .atMost(ClusterOverHttp.PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    assertThat(system.loaders())
                            .as("class loaders of the bundle")
                            .isOne();
                    assertThat(system.threads()).as("threads").isLessThanOrEqualTo(threads + SOME);
                    assertThat(system.connections())
                            .as("connections, with a watch on most of them")
                            .isLessThan(connections * MANY);
                });
    }

    @Test
    void addressAndCredentialsChangeUnderLoad() throws IOException {
        aTenant();
        Path wrong = Files.writeString(system.folder().resolve("wrong.token"), "of-nobody");
        Path copied = Files.copy(system.cluster().tokenFile(), system.folder().resolve("copied.token"));
        try (Readers readers = readers();
                Creator creator = new Creator(tenant.organization(), "a", () -> api)) {
            system.connect(system.detour(), system.cluster().tokenFile());
            Awaitility.await("everything goes the other way")
                    .atMost(ClusterOverHttp.PATIENCE)
                    .until(() -> system.way().openCalls().isEmpty()
                            && !system.detour().openCalls().isEmpty());
            system.awaitCluster("ready");

            system.connect(system.detour(), wrong);
            system.awaitCluster("unavailable");
            int accepted = creator.accepted().size();
            Awaitility.await("VDCs are accepted all the same")
                    .atMost(ClusterOverHttp.PATIENCE)
                    .until(() -> creator.accepted().size() > accepted + 1);

            system.connect(system.detour(), copied);
            system.awaitCluster("ready");
            creator.end();
            readers.closeWithoutFailures();
            assertThat(creator.refused()).isEmpty();
            assertThat(creator.unanswered()).isEmpty();
        }
        new Tasks(api).awaitEnds(ClusterOverHttp.PATIENCE);
    }

    @Test
    void otherProvidersStandInForAWhile() throws IOException {
        aTenant();
        String vapp = api.post(
                        tenant.instantiate(),
                        Map.of(
                                "name",
                                "web",
                                "powerOn",
                                true,
                                "catalogItem",
                                Map.of("id", tenant.items().text("/values/0/id"))))
                .is(201)
                .id();
        tenant.awaitVApp(vapp, "DEPLOYED");
        List<String> instances = system.cluster().managed("template.openshift.io/v1", "TemplateInstance");
        try (Readers readers = readers();
                Creator creator = new Creator(tenant.organization(), "o", () -> api)) {
            system.choose("none");
            system.awaitCluster("disabled");
            Awaitility.await("VDCs are accepted without a cluster")
                    .atMost(ClusterOverHttp.PATIENCE)
                    .until(() -> creator.accepted().size() > 2);
            system.connect(system.way(), system.cluster().tokenFile());
            system.awaitCluster("ready");
            creator.end();
            new Tasks(api).awaitEnds(ClusterOverHttp.PATIENCE);

            // What is made in the other cluster stays there, so nothing is asked for while it serves.
            system.choose("simulator");
            system.awaitCluster("ready");
            system.choose("none");
            system.awaitCluster("disabled");
            system.connect(system.way(), system.cluster().tokenFile());
            system.awaitCluster("ready");
            readers.closeWithoutFailures();
            assertThat(creator.refused()).isEmpty();
            assertThat(creator.unanswered()).isEmpty();
        }
        assertThat(system.cluster().managed("template.openshift.io/v1", "TemplateInstance"))
                .isEqualTo(instances);
        tenant.awaitVApp(vapp, "DEPLOYED");
        tenant.deleteVApp(vapp);
    }
}
