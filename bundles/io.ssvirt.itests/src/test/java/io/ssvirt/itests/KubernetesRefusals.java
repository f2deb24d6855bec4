package io.ssvirt.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

import com.fasterxml.jackson.databind.JsonNode;

import io.ssvirt.cluster.kubernetes.internal.ApiServerProxy;
import io.ssvirt.cluster.kubernetes.internal.ApiServerProxy.Fault;
import io.ssvirt.cluster.kubernetes.internal.TestCluster;
import io.ssvirt.itests.walk.Answer;
import io.ssvirt.itests.walk.Api;
import io.ssvirt.itests.walk.Tenant;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The distribution as it is shipped with a real API server as its cluster, and what its users hear when that cluster refuses or
 * stumbles.
 */
abstract class KubernetesRefusals {

    private static final AtomicInteger LUCKY = new AtomicInteger();

    @TempDir
    private static Path folder;

    static TestCluster cluster;
    static ApiServerProxy proxy;
    static Distribution system;
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

    /** What a cluster says when another tenant stands in the way. */
    static Stream<Fault> refusalsThatNameANeighbour() {
        return Stream.of(
                status(
                        403,
                        "namespaces is forbidden: exceeded quota: vdc-neighbour-dev, requested: pods=1, used: pods=1"),
                status(
                        403,
                        "admission webhook \\\"x.example\\\" denied the request: host is taken by vdc-neighbour-dev/web"),
                status(409, "Operation cannot be fulfilled: address 10.0.0.7 is allocated in vdc-neighbour-dev"),
                status(
                        422,
                        "Namespace \\\"n\\\" is invalid: spec: Invalid value: in use by namespace \\\"vdc-neighbour-dev\\\""),
                status(400, "User \\\"system:serviceaccount:vdc-neighbour-dev:vdc-templates\\\" has it"));
    }

    @Test
    void noRefusalNamesAnotherTenant() throws IOException {
        Api api = system.administrator();
        Tenant neighbour = new Tenant(api, "neighbour");
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> cluster.find(
                        "v1", "ServiceAccount", "vdc-neighbour-dev", "vdc-templates")
                .isPresent());
        try {
            refusalsThatNameANeighbour().forEach(refusal -> {
                proxy.misbehave(call -> isNewNamespace(call) ? Optional.of(refusal) : Optional.empty());
                Answer answer = api.post(vdcsOfTheUnlucky(api), Map.of("name", "named", "allocationModel", "Flex"));

                assertThat(answer.status()).as(answer.toString()).isBetween(400, 499);
                assertThat(answer.body().toString()).doesNotContain("neighbour");
            });
        } finally {
            proxy.behave();
        }
        neighbour.remove();
    }

    /** The template's machine is refused by the webhook of KubeVirt's stand-in, when the cluster carries it out. */
    @Test
    void whatFailsInAVAppNamesNoOtherTenantEither() throws IOException {
        Api api = system.administrator();
        cluster.addTemplates(
                """
                kind: Template
                metadata:
                  name: refused-machine
                  labels: {template.kubevirt.io/version: v1}
                  annotations: {template.kubevirt.io/containerdisks: x}
                objects:
                - apiVersion: kubevirt.io/v1
                  kind: VirtualMachine
                  metadata: {name: refused, annotations: {sim.test/deny: "host is taken by vdc-nextdoor-dev/web"}}
                  spec: {runStrategy: Halted, template: {spec: {domain: {cpu: {cores: 1}, memory: {guest: 1Gi}}}}}
                """);
        Tenant neighbour = new Tenant(api, "nextdoor");
        Tenant tenant = new Tenant(api, "curious");
        String item = Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> item(tenant, "refused-machine"), found -> !found.isEmpty());

        String vapp = api.post(tenant.instantiate(), Map.of("name", "no", "catalogItem", Map.of("id", item)))
                .is(201)
                .id();

        Answer failed = tenant.awaitVApp(vapp, "FAILED");
        assertThat(failed.body().toString())
                .contains("host is taken by another namespace")
                .doesNotContain("nextdoor");
        tenant.deleteVApp(vapp);
        tenant.remove();
        neighbour.remove();
    }

    private static String item(Tenant tenant, String name) {
        for (JsonNode each : tenant.items().body().get("values")) {
            if (each.get("name").asText().equals(name)) {
                return each.get("id").asText();
            }
        }
        return "";
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
}
