package io.ssvirt.cluster.kubernetes.internal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.DesiredInstance;
import io.ssvirt.cluster.spi.DesiredSpace;
import io.ssvirt.cluster.spi.Labels;
import io.ssvirt.cluster.spi.Observations.State;
import io.ssvirt.cluster.spi.ObservedInstance;
import io.ssvirt.cluster.spi.OperationKey;
import io.ssvirt.cluster.spi.template.TemplateDocument;
import io.ssvirt.cluster.spi.template.Tree;
import io.ssvirt.model.InstancePhase;
import io.ssvirt.model.NamespaceName;
import io.ssvirt.model.SecretValues;

import static org.assertj.core.api.Assertions.assertThat;

/** Objects that a template says to wait for, where SSVirt processes templates itself. Who runs them is the test. */
@ExtendWith(Testbed.Needed.class)
final class WaitForReadyTest {

    private static final OperationKey KEY = new OperationKey("wait");
    private static final Kind DEPLOYMENT = new Kind("apps", "v1", "Deployment", "deployments", true);

    private final Testbed testbed = Testbed.get();
    private final Api admin = testbed.admin();
    private final UUID vdcId = UUID.randomUUID();
    private final NamespaceName space =
            new NamespaceName("wait-" + vdcId.toString().substring(0, 8));
    private KubernetesProvider provider;

    @BeforeEach
    void connect() {
        Map<String, Object> meta = Map.of("name", "test-deployments");
        admin.apply(
                new Kind("rbac.authorization.k8s.io", "v1", "ClusterRole", "clusterroles", false),
                object(
                        "rbac.authorization.k8s.io/v1",
                        "ClusterRole",
                        meta,
                        "rules",
                        List.of(Map.of(
                                "apiGroups", List.of("apps"),
                                "resources", List.of("deployments"),
                                "verbs", List.of("get", "create", "list", "delete")))));
        Map<String, Object> binding = object(
                "rbac.authorization.k8s.io/v1",
                "ClusterRoleBinding",
                meta,
                "subjects",
                List.of(Map.of("kind", "User", "name", "ssvirt", "apiGroup", "rbac.authorization.k8s.io")));
        binding.put(
                "roleRef",
                Map.of("kind", "ClusterRole", "name", "test-deployments", "apiGroup", "rbac.authorization.k8s.io"));
        admin.apply(
                new Kind("rbac.authorization.k8s.io", "v1", "ClusterRoleBinding", "clusterrolebindings", false),
                binding);
        provider = Testbed.provider(testbed.settings(
                Processing.OWN,
                new SpaceStyle(
                        SpaceStyle.Isolation.NONE,
                        Optional.empty(),
                        false,
                        List.of("deployments.apps", "configmaps"))));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> provider.observations().health().state() == State.READY);
        DesiredSpace desired = new DesiredSpace(
                vdcId,
                space,
                Map.of(Labels.VDC_ID, vdcId.toString(), Labels.MANAGED_BY, "ssvirt"),
                Map.of(),
                Map.of("pods", "9"),
                false,
                false);
        assertThat(provider.spaces().ensure(desired, KEY)).isInstanceOf(ClusterResult.Applied.class);
    }

    @AfterEach
    void end() {
        provider.spaces().remove(space, vdcId, KEY);
        provider.close();
    }

    private static Map<String, Object> object(
            String apiVersion, String kind, Map<String, Object> metadata, String field, Object value) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("apiVersion", apiVersion);
        object.put("kind", kind);
        object.put("metadata", metadata);
        object.put(field, value);
        return object;
    }

    private ObservedInstance made(String waits) {
        Map<String, Object> pod = Map.of(
                "metadata", Map.of("labels", Map.of("app", "dep")),
                "spec", Map.of("containers", List.of(Map.of("name", "c", "image", "example.org/c"))));
        Map<String, Object> deployment = object(
                "apps/v1",
                "Deployment",
                Map.of("name", "dep", "annotations", Map.of("template.alpha.openshift.io/wait-for-ready", waits)),
                "spec",
                Map.of("selector", Map.of("matchLabels", Map.of("app", "dep")), "template", pod));
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("metadata", Map.of("name", "waiting", "namespace", "openshift"));
        tree.put("objects", List.of(deployment));
        ClusterResult<ObservedInstance> result = provider.instances()
                .ensure(
                        new DesiredInstance(
                                UUID.randomUUID(),
                                space,
                                "web",
                                new TemplateDocument(tree),
                                Map.of(),
                                Optional.of(SecretValues.of(Map.of()))),
                        KEY);
        assertThat(result).isInstanceOf(ClusterResult.Applied.class);
        return ((ClusterResult.Applied<ObservedInstance>) result).observed();
    }

    private void says(String status, String reason) {
        Map<String, Object> deployment = new LinkedHashMap<>(admin.get(DEPLOYMENT.path(space.value(), "dep")));
        deployment.put(
                "status",
                Map.of(
                        "observedGeneration",
                        Tree.map(deployment, "metadata").get("generation"),
                        "conditions",
                        List.of(Map.of("type", "Progressing", "status", status, "reason", reason))));
        admin.put(DEPLOYMENT.path(space.value(), "dep") + "/status", new KubernetesSerialization().asJson(deployment));
    }

    private ObservedInstance becomes(InstancePhase phase) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> provider.observations().instance(space, "web"), seen -> seen.map(ObservedInstance::phase)
                        .equals(Optional.of(phase)))
                .orElseThrow();
    }

    @Test
    void whatNobodyWaitsForIsReadyAtOnce() {
        assertThat(made("false").phase()).isEqualTo(InstancePhase.READY);
    }

    @Test
    void anInstanceIsReadyWhenWhatItWaitsForIs() {
        ObservedInstance waiting = made("true");
        assertThat(waiting.phase()).isEqualTo(InstancePhase.PENDING);
        assertThat(waiting.conditions()).singleElement().satisfies(condition -> {
            assertThat(condition.type()).isEqualTo("Ready");
            assertThat(condition.reason()).isEqualTo("Waiting");
        });

        says("True", "ReplicaSetUpdated");
        Awaitility.await()
                .during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(10))
                .until(() -> provider.observations()
                                .instance(space, "web")
                                .orElseThrow()
                                .phase()
                        == InstancePhase.PENDING);
        says("True", "NewReplicaSetAvailable");

        assertThat(becomes(InstancePhase.READY).objects()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"failed, failed to become ready", "deleted, not found"})
    void anInstanceFailsWithWhatItWaitsFor(String how, String words) {
        made("true");
        if (how.equals("failed")) {
            says("False", "ProgressDeadlineExceeded");
        } else {
            String uid = Metadata.of(admin.get(DEPLOYMENT.path(space.value(), "dep")))
                    .uid();
            admin.delete(DEPLOYMENT, space.value(), "dep", uid);
        }

        ObservedInstance failed = becomes(InstancePhase.FAILED);
        assertThat(failed.message()).contains("deployments \"dep\" " + words);
        assertThat(failed.conditions())
                .extracting(each -> each.type() + "=" + each.status())
                .containsExactly("Ready=False", "InstantiateFailure=True");
    }
}
