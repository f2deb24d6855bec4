package io.ssvirt.chart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.marcnuri.helm.Helm;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

import static org.assertj.core.api.Assertions.assertThat;

/** The chart on a real API server: every object is accepted, and a release can be installed, upgraded and removed. */
class ChartInstallTest {

    private static final String HOW_TO_GET_ONE =
            "no API server to test against: run build/kube-assets once, or set KUBEBUILDER_ASSETS";

    private static ApiServer server;

    @BeforeAll
    static void start() throws IOException {
        if (ApiServer.assets().isEmpty()) {
            assertThat(System.getenv("CI")).as(HOW_TO_GET_ONE).isNull();
            Assumptions.abort(HOW_TO_GET_ONE);
        }
        server = new ApiServer(ApiServer.assets().get());
        server.client()
                .namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(Chart.NAMESPACE)
                        .endMetadata()
                        .build())
                .create();
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    static List<Path> valueSets() {
        return Chart.valueSets();
    }

    @ParameterizedTest
    @MethodSource("valueSets")
    void theApiServerAcceptsEveryObject(Path values) {
        KubernetesClient client = server.client();
        KubernetesSerialization yaml = new KubernetesSerialization();
        TreeSet<String> unknown = new TreeSet<>();
        for (Map<String, Object> object : Chart.render(values).objects()) {
            var resource = yaml.convertValue(object, GenericKubernetesResource.class);
            boolean old = resource.getApiVersion().equals("policy/v1");
            if (old || !resource.getApiVersion().matches("v1|apps/v1|(rbac|networking).*k8s.io/v1")) {
                unknown.add(resource.getKind());
                continue;
            }
            boolean cluster = resource.getKind().startsWith("Cluster");
            resource.getMetadata().setNamespace(cluster ? null : Chart.NAMESPACE);
            assertThat(client.resource(resource).dryRun().create())
                    .as(resource.getKind())
                    .isNotNull();
        }
        assertThat(List.of("PodDisruptionBudget", "PrometheusRule", "Route", "ServiceMonitor"))
                .as("the only kinds that this API server does not have")
                .containsAll(unknown);
    }

    @Test
    void anUpgradeKeepsWhatTheInstallationGeneratedAndAnUninstallLeavesTheDataBehind() {
        Path kubeconfig = server.kubeconfig();
        Chart.helm()
                .install()
                .withName("ssvirt")
                .withNamespace(Chart.NAMESPACE)
                .withKubeConfig(kubeconfig)
                .call();
        Map<String, String> generated = data("ssvirt-initial-admin", "ssvirt-auth");
        assertThat(generated).hasSize(2);

        Chart.helm()
                .upgrade()
                .withName("ssvirt")
                .withNamespace(Chart.NAMESPACE)
                .withKubeConfig(kubeconfig)
                .set("service.type", "NodePort")
                .call();
        assertThat(data("ssvirt-initial-admin", "ssvirt-auth")).isEqualTo(generated);
        assertThat(server.client()
                        .services()
                        .inNamespace(Chart.NAMESPACE)
                        .withName("ssvirt-api-server")
                        .get()
                        .getSpec()
                        .getType())
                .isEqualTo("NodePort");

        Helm.uninstall("ssvirt")
                .withNamespace(Chart.NAMESPACE)
                .withKubeConfig(kubeconfig)
                .call();
        assertThat(data("ssvirt-initial-admin", "ssvirt-auth")).isEqualTo(generated);
        assertThat(names(server.client()
                        .persistentVolumeClaims()
                        .inNamespace(Chart.NAMESPACE)
                        .list()
                        .getItems()))
                .containsExactly("ssvirt-api-server");
        assertThat(server.client()
                        .apps()
                        .deployments()
                        .inNamespace(Chart.NAMESPACE)
                        .list()
                        .getItems())
                .isEmpty();
        assertThat(names(server.client().rbac().clusterRoles().list().getItems()))
                .noneMatch(name -> name.contains("ssvirt"));
    }

    private static Map<String, String> data(String... secrets) {
        Map<String, String> all = new TreeMap<>();
        for (String name : secrets) {
            Secret secret = server.client()
                    .secrets()
                    .inNamespace(Chart.NAMESPACE)
                    .withName(name)
                    .get();
            all.putAll(secret.getData());
        }
        return all;
    }

    private static List<String> names(List<? extends HasMetadata> items) {
        List<String> names = new ArrayList<>();
        items.forEach(each -> names.add(each.getMetadata().getName()));
        return names;
    }
}
