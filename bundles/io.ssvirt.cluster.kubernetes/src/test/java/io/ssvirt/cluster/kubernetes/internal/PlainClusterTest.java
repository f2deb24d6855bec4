package io.ssvirt.cluster.kubernetes.internal;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import io.fabric8.kubernetes.client.KubernetesClient;

import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.DesiredInstance;
import io.ssvirt.cluster.spi.DesiredSpace;
import io.ssvirt.cluster.spi.InstanceReference;
import io.ssvirt.cluster.spi.Instances.Remains;
import io.ssvirt.cluster.spi.Labels;
import io.ssvirt.cluster.spi.Observations.State;
import io.ssvirt.cluster.spi.ObservedInstance;
import io.ssvirt.cluster.spi.OperationKey;
import io.ssvirt.cluster.spi.template.TemplateDescription;
import io.ssvirt.cluster.spi.template.TemplateDocument;
import io.ssvirt.cluster.spi.template.Tree;
import io.ssvirt.model.InstancePhase;
import io.ssvirt.model.NamespaceName;
import io.ssvirt.model.SecretValues;

import static org.assertj.core.api.Assertions.assertThat;

/** A cluster with neither OpenShift's nor KubeVirt's kinds, which get installed later. */
final class PlainClusterTest {

    private static final OperationKey KEY = new OperationKey("k");
    private static final NamespaceName PLAIN = new NamespaceName("plain");
    private static final String TEMPLATE =
            """
            apiVersion: template.openshift.io/v1
            kind: Template
            metadata:
              name: settings
            labels:
              app: ${NAME}
            parameters:
              - name: NAME
                required: true
              - name: SIZE
                value: "1"
            objects:
              - apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: ${NAME}-settings
                  namespace: elsewhere
                data:
                  text: for ${NAME}
                  other: x${{SIZE}}
            """;

    @Test
    void whatIsMissingIsNamedAndEverythingElseWorksAndWhatComesLaterIsSeen() throws IOException {
        Assumptions.assumeTrue(RealCluster.findAssets().isPresent(), TestCluster.HOW_TO_GET_ONE);
        try (RealCluster cluster = new RealCluster(RealCluster.findAssets().orElseThrow());
                KubernetesClient admin = cluster.admin();
                KubernetesProvider provider = provider(cluster)) {
            Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                            provider.observations().health().state())
                    .isEqualTo(State.READY));
            assertThat(provider.observations().health().detail())
                    .contains(
                            "this cluster has no templates (template.openshift.io/v1)",
                            "this cluster has no virtualmachines (kubevirt.io/v1)");
            assertThat(provider.templates().list()).isEmpty();
            Api api = new Api(() -> admin);
            InstanceReference own = namespacesWorkAndTemplatesAreProcessedHere(provider, api);

            admin.load(Testbed.class.getResourceAsStream("/crds/openshift-kubevirt.yaml"))
                    .create();

            Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                assertThat(provider.observations().health().detail()).isEmpty();
                assertThat(provider.observations().health().state()).isEqualTo(State.READY);
                assertThat(provider.templates().list()).isPresent();
            });
            whatWasProcessedHereGoesAndWhatComesNowIsForTheCluster(provider, api, own);
        }
    }

    private static InstanceReference namespacesWorkAndTemplatesAreProcessedHere(KubernetesProvider provider, Api api) {
        UUID vdcId = UUID.randomUUID();
        DesiredSpace space = new DesiredSpace(
                vdcId, PLAIN, Map.of(Labels.VDC_ID, vdcId.toString()), Map.of(), Map.of("pods", "1"), false, false);
        assertThat(provider.spaces().ensure(space, KEY)).isInstanceOf(ClusterResult.Applied.class);
        api.create(Kind.NAMESPACE, "", Map.of("metadata", Map.of("name", "openshift")));
        api.create(
                Kind.CONFIG_MAP,
                "openshift",
                Map.of(
                        "metadata", Map.of("name", "templates", "labels", Map.of(TemplateMaps.LABEL, "")),
                        "data", Map.of("settings.yaml", TEMPLATE, "broken.yaml", ": no [yaml")));
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        provider.templates().list())
                .hasValueSatisfying(known -> assertThat(known.templates())
                        .extracting(TemplateDescription::name)
                        .containsExactly("settings")));
        TemplateDocument template =
                applied(provider.templates().get("openshift", "settings")).orElseThrow();

        DesiredInstance desired = desired("web", template);
        ObservedInstance ready = applied(provider.instances().ensure(desired, KEY));

        assertThat(ready.phase()).isEqualTo(InstancePhase.READY);
        Map<String, Object> made =
                api.find(Kind.CONFIG_MAP, "plain", "web-settings").orElseThrow();
        assertThat(Tree.map(made, "data")).containsEntry("text", "for web").containsEntry("other", "x${{SIZE}}");
        assertThat(Metadata.of(made).label("app")).isEqualTo("web");
        assertThat(Metadata.of(made).label(Labels.INSTANCE_OWNER))
                .isEqualTo(ready.uid().toString());
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        provider.observations().instance(PLAIN, "web"))
                .contains(ready));
        return new InstanceReference(PLAIN, "web", desired.vappId(), Optional.of(ready.uid()));
    }

    private static void whatWasProcessedHereGoesAndWhatComesNowIsForTheCluster(
            KubernetesProvider provider, Api api, InstanceReference own) {
        TemplateDocument template =
                applied(provider.templates().get("openshift", "settings")).orElseThrow();
        assertThat(applied(provider.instances().ensure(desired("second", template), KEY))
                        .phase())
                .isEqualTo(InstancePhase.PENDING);
        assertThat(api.find(Kind.INSTANCE, "plain", "second")).isPresent();

        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        applied(provider.instances().remove(own, KEY)))
                .isEqualTo(new Remains(false, false, 0)));
        assertThat(api.find(Kind.CONFIG_MAP, "plain", "web-settings")).isEmpty();
        assertThat(api.find(Kind.SECRET, "plain", "web-params")).isEmpty();
    }

    private static DesiredInstance desired(String name, TemplateDocument template) {
        return new DesiredInstance(
                UUID.randomUUID(),
                PLAIN,
                name,
                template,
                Map.of(),
                Optional.of(SecretValues.of(Map.of("NAME", name, "SIZE", "3"))));
    }

    private static <T> T applied(ClusterResult<T> result) {
        assertThat(result).isInstanceOf(ClusterResult.Applied.class);
        return ((ClusterResult.Applied<T>) result).observed();
    }

    private static KubernetesProvider provider(RealCluster cluster) throws IOException {
        Settings settings = Testbed.brisk(Settings.Target.kubeconfig(cluster.adminKubeconfig(), ""));
        return new KubernetesProvider(settings, () -> ClientConfig.of(settings, Optional.empty()), Clock.systemUTC())
                .start();
    }
}
