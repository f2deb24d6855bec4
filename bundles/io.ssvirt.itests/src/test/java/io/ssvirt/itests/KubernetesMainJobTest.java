package io.ssvirt.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.ssvirt.cluster.kubernetes.internal.ApiServerProxy;
import io.ssvirt.cluster.kubernetes.internal.TestCluster;
import io.ssvirt.itests.walk.Api;
import io.ssvirt.itests.walk.MainJob;
import io.ssvirt.itests.walk.Tenant;

import static org.assertj.core.api.Assertions.assertThat;

/** The whole path on the distribution as it is shipped, with a real API server as its cluster and no rights but the documented ones. */
final class KubernetesMainJobTest {

    @TempDir
    private static Path folder;

    private static TestCluster cluster;
    private static ApiServerProxy proxy;
    private static Distribution system;

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

        assertThat(cluster.managed("v1", "Namespace")).isEmpty();
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

    @Test
    void whatTheClusterRefusesReachesTheUserInPlainWords() throws IOException {
        Api api = system.administrator();
        String denied = "{\"kind\":\"Status\",\"code\":403,\"reason\":\"Forbidden\",\"message\":\"admission webhook"
                + " \\\"policy.example\\\" denied the request: tenants need a cost centre\"}";
        String organization = api.post(Api.CLOUD + "/orgs", Map.of("name", "refused", "displayName", "Refused"))
                .is(201)
                .id();
        String vdcs = "/api/admin/org/" + Api.segment(organization) + "/vdcs";
        proxy.misbehave(call -> call.isWrite() && call.target().startsWith("/api/v1/namespaces?")
                ? Optional.of(new ApiServerProxy.Fault.Answered(403, "application/json", denied))
                : Optional.empty());
        try {
            var answer = api.post(vdcs, Map.of("name", "dev", "allocationModel", "Flex"));
            assertThat(answer.status()).isBetween(400, 499);
            assertThat(answer.text("/message"))
                    .contains("VDC \"dev\" was not created", "tenants need a cost centre")
                    .doesNotContain("webhook", "Exception");
        } finally {
            proxy.behave();
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> api.get(vdcs).is(200).body().at("/resultTotal").asInt() == 0);
        assertThat(cluster.managed("v1", "Namespace")).doesNotContain("vdc-refused-dev");
        assertThat(List.of(204, 200))
                .contains(api.delete(Api.CLOUD + "/orgs/" + Api.segment(organization))
                        .status());
    }
}
