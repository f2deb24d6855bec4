package io.ssvirt.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

import io.ssvirt.cluster.kubernetes.internal.ApiServerProxy;
import io.ssvirt.cluster.kubernetes.internal.ApiServerProxy.Fault;
import io.ssvirt.cluster.kubernetes.internal.TestCluster;
import io.ssvirt.itests.walk.Answer;
import io.ssvirt.itests.walk.Api;
import io.ssvirt.itests.walk.MainJob;
import io.ssvirt.itests.walk.Tenant;

import static org.assertj.core.api.Assertions.assertThat;

/** The whole path on the distribution as it is shipped, with a real API server as its cluster and no rights but the documented ones. */
final class KubernetesMainJobTest {

    private static final int CHANGES = 50;
    private static final AtomicInteger LUCKY = new AtomicInteger();

    @TempDir
    private static Path folder;

    private static TestCluster cluster;
    private static ApiServerProxy proxy;
    private static Distribution system;
    private static String unlucky;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Assumptions.assumeTrue(TestCluster.isPossible(), TestCluster.HOW_TO_GET_ONE);
        cluster = new TestCluster();
        proxy = new ApiServerProxy(cluster.url());
        Path templates =
                Path.of(System.getProperty("ssvirt.bundles"), "io.ssvirt.cluster.simulator/src/main/resources");
        try (Stream<Path> files = Files.list(templates.resolve("templates"))) {
            for (Path file : files.sorted().toList()) {
                cluster.addTemplates(Files.readString(file));
            }
        }
        Path kubeconfig = folder.resolve("kubeconfig");
        Files.writeString(
                kubeconfig,
                """
                apiVersion: v1
                kind: Config
                current-context: test
                clusters: [{name: test, cluster: {server: "%s"}}]
                users: [{name: test, user: {tokenFile: "%s"}}]
                contexts: [{name: test, context: {cluster: test, user: test}}]
                """
                        .formatted(proxy.url(), cluster.tokenFile()));
        system = new Distribution(folder.resolve("system"), Map.of("SSVIRT_KUBECONFIG", kubeconfig.toString()));
    }

    @AfterAll
    static void stop() {
        if (system != null) {
            system.close();
        }
        if (proxy != null) {
            proxy.close();
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void theWholePathLeavesNothingInTheCluster() throws IOException {
        new MainJob(system.administrator(), "acme").walk();

        assertThat(cluster.managed("v1", "Namespace")).doesNotContain("vdc-acme-dev");
        assertThat(cluster.managed("template.openshift.io/v1", "TemplateInstance"))
                .isEmpty();
        assertThat(cluster.managed("v1", "Secret")).isEmpty();
        assertThat(system.log()).doesNotContain("Right missing");
    }

    @Test
    void readingAsksTheClusterNothing() throws IOException {
        Api api = system.administrator();
        Tenant tenant = new Tenant(api, "readers");
        proxy.forget();

        for (int i = 0; i < 20; i++) {
            tenant.items();
            api.get(tenant.vdcs()).is(200);
            api.get(Api.CLOUD + "/vdcs/" + Api.segment(tenant.vdc()) + "/vapps").is(200);
        }

        assertThat(proxy.writes()).isEmpty();
        assertThat(proxy.reads()).allMatch(call -> call.target().equals("/readyz"));
        tenant.remove();
    }

    @Test
    void aVdcIsMadeChangedAndDisabledInTheCluster() throws IOException {
        Api api = system.administrator();
        Tenant tenant = new Tenant(api, "changing");
        String path = tenant.vdcs() + "/" + Api.segment(tenant.vdc());
        String namespace = "vdc-changing-dev";
        assertThat(cluster.find("v1", "ResourceQuota", namespace, "vdc-quota")).isPresent();
        assertThat(cluster.find("v1", "ServiceAccount", namespace, "vdc-templates"))
                .isPresent();

        api.put(
                        path,
                        Map.of(
                                "isEnabled",
                                false,
                                "computeCapacity",
                                Map.of(
                                        "cpu", Map.of("allocated", 0, "limit", 2, "units", "cores"),
                                        "memory", Map.of("allocated", 0, "limit", 2048, "units", "MB"))))
                .is(200);

        assertThat(cluster.find("v1", "LimitRange", namespace, "vdc-limits")).isPresent();
        assertThat(cluster.find("v1", "Namespace", "", namespace).orElseThrow().toString())
                .contains("ssvirt.io/vdc-disabled=true");
        assertThat(cluster.find("v1", "ResourceQuota", namespace, "vdc-quota")
                        .orElseThrow()
                        .toString())
                .contains("limits.cpu=3", "limits.memory=3Gi", "count/virtualmachines.kubevirt.io=0");
        api.put(path, Map.of("isEnabled", true)).is(200);
        assertThat(cluster.find("v1", "Namespace", "", namespace).orElseThrow().toString())
                .doesNotContain("vdc-disabled");
        tenant.remove();
    }

    /** What the API server, or something in front of it, says to the making of a namespace, and what the user hears of it. */
    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(
                        status(
                                403,
                                "namespaces is forbidden: User \\\"system:serviceaccount:x:y\\\" cannot create resource"
                                        + " \\\"namespaces\\\" in API group \\\"\\\" at the cluster scope"),
                        "SSVirt may not create Namespace"),
                Arguments.of(
                        status(
                                403,
                                "admission webhook \\\"policy.example\\\" denied the request: it needs a cost centre"),
                        "a rule of the cluster does not allow it: it needs a cost centre"),
                Arguments.of(
                        status(422, "Namespace \\\"n\\\" is invalid: metadata.labels: Invalid value: \\\"-x\\\""),
                        "metadata.labels: Invalid value"),
                Arguments.of(
                        new Fault.Answered(404, "text/plain", "404 page not found\n"), "this cluster knows nothing"),
                Arguments.of(new Fault.Answered(405, "text/html", "<html>no</html>"), "status 405"));
    }

    private static Fault status(int code, String message) {
        return new Fault.Answered(
                code,
                "application/json",
                "{\"kind\":\"Status\",\"code\":" + code + ",\"message\":\"" + message + "\"}");
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void whatTheClusterRefusesReachesTheUserInPlainWordsAndLeavesNothing(Fault refusal, String words)
            throws IOException {
        Api api = system.administrator();
        proxy.misbehave(call -> isNewNamespace(call) ? Optional.of(refusal) : Optional.empty());
        try {
            Answer answer = api.post(vdcsOfTheUnlucky(api), Map.of("name", "refused", "allocationModel", "Flex"));

            assertThat(answer.status()).as(answer.toString()).isBetween(400, 499);
            assertThat(answer.text("/message"))
                    .contains("VDC \"refused\" was not created", words)
                    .doesNotContain("webhook", "Exception", "serviceaccount", "<html>");
        } finally {
            proxy.behave();
        }
        assertThat(api.get(vdcsOfTheUnlucky(api)).is(200).body().toString()).doesNotContain("refused");
        assertThat(cluster.managed("v1", "Namespace")).doesNotContain("vdc-unlucky-refused");
    }

    /** What goes away by itself. */
    static Stream<Fault> disturbances() {
        return Stream.of(
                status(401, "Unauthorized"),
                status(429, "Too many requests"),
                status(500, "etcdserver: request timed out"),
                new Fault.Answered(503, "text/html", "<html>503</html>"),
                new Fault.Answered(201, "application/json", "{\"kind\":\"Name"),
                new Fault.Lost(),
                new Fault.Refused(),
                new Fault.Cut(20));
    }

    @ParameterizedTest
    @MethodSource("disturbances")
    void whatDisturbsOnceIsNotNoticed(Fault disturbance) throws IOException {
        Api api = system.administrator();
        AtomicBoolean disturbed = new AtomicBoolean();
        String name = "lucky-" + LUCKY.incrementAndGet();
        proxy.misbehave(call -> isNewNamespace(call) && disturbed.compareAndSet(false, true)
                ? Optional.of(disturbance)
                : Optional.empty());
        try {
            Answer answer = api.post(vdcsOfTheUnlucky(api), Map.of("name", name, "allocationModel", "Flex"))
                    .is(201);
            assertThat(disturbed).isTrue();
            String path = vdcsOfTheUnlucky(api) + "/" + Api.segment(answer.id());
            assertThat(api.get(path).is(200).text("/name")).isEqualTo(name);
            assertThat(cluster.find("v1", "ResourceQuota", "vdc-unlucky-" + name, "vdc-quota"))
                    .isPresent();
        } finally {
            proxy.behave();
        }
    }

    private static boolean isNewNamespace(ApiServerProxy.Call call) {
        return call.isWrite() && call.target().startsWith("/api/v1/namespaces?");
    }

    private static synchronized String vdcsOfTheUnlucky(Api api) {
        if (unlucky == null) {
            unlucky = api.post(Api.CLOUD + "/orgs", Map.of("name", "unlucky", "displayName", "Unlucky"))
                    .is(201)
                    .id();
        }
        return "/api/admin/org/" + Api.segment(unlucky) + "/vdcs";
    }

    @Test
    void aChangeInTheClusterIsReadSoonAfterwards() throws IOException {
        Api api = system.administrator();
        Tenant tenant = new Tenant(api, "watchers");
        String item = tenant.items().text("/values/0/id");
        String vapp = api.post(
                        tenant.instantiate(),
                        Map.of("name", "seen", "powerOn", true, "catalogItem", Map.of("id", item)))
                .is(201)
                .id();
        String vm = tenant.awaitVApp(vapp, "DEPLOYED").text("/vms/0/id");
        tenant.awaitVm(vm, "POWERED_ON");
        String namespace = "vdc-watchers-dev";
        String machine =
                cluster.names("kubevirt.io/v1", "VirtualMachine", namespace).get(0);
        long[] took = new long[CHANGES];
        for (int i = 0; i < CHANGES; i++) {
            String text = "change " + i;
            cluster.annotate("kubevirt.io/v1", "VirtualMachine", namespace, machine, "description", text);
            long written = System.nanoTime();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> api.get(Api.CLOUD + "/vms/" + Api.segment(vm))
                            .is(200)
                            .text("/description")
                            .equals(text));
            took[i] = (System.nanoTime() - written) / 1_000_000;
        }
        Arrays.sort(took);
        LoggerFactory.getLogger(KubernetesMainJobTest.class)
                .info(
                        "Change in the cluster to answer over HTTP: p50 {} ms, p99 {} ms",
                        took[CHANGES / 2],
                        took[CHANGES * 99 / 100]);
        tenant.deleteVApp(vapp);
        tenant.remove();
    }
}
