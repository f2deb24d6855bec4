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
import io.ssvirt.cluster.spi.ClusterResult.Refused;
import io.ssvirt.cluster.spi.DesiredInstance;
import io.ssvirt.cluster.spi.DesiredSpace;
import io.ssvirt.cluster.spi.InstanceReference;
import io.ssvirt.cluster.spi.Instances.Remains;
import io.ssvirt.cluster.spi.Labels;
import io.ssvirt.cluster.spi.Observations.State;
import io.ssvirt.cluster.spi.OperationKey;
import io.ssvirt.cluster.spi.RefusalReason;
import io.ssvirt.cluster.spi.template.TemplateDocument;
import io.ssvirt.model.NamespaceName;
import io.ssvirt.model.SecretValues;

import static org.assertj.core.api.Assertions.assertThat;

/** A cluster with neither OpenShift's nor KubeVirt's kinds, which get installed later. */
final class PlainClusterTest {

    private static final OperationKey KEY = new OperationKey("k");

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
            namespacesWorkAndInstancesAreRefused(provider);

            admin.load(Testbed.class.getResourceAsStream("/crds/openshift-kubevirt.yaml"))
                    .create();

            Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                assertThat(provider.observations().health().detail()).isEmpty();
                assertThat(provider.observations().health().state()).isEqualTo(State.READY);
                assertThat(provider.templates().list()).isPresent();
            });
        }
    }

    private static void namespacesWorkAndInstancesAreRefused(KubernetesProvider provider) {
        UUID vdcId = UUID.randomUUID();
        NamespaceName name = new NamespaceName("plain");
        DesiredSpace space = new DesiredSpace(
                vdcId, name, Map.of(Labels.VDC_ID, vdcId.toString()), Map.of(), Map.of("pods", "1"), false, false);
        assertThat(provider.spaces().ensure(space, KEY)).isInstanceOf(ClusterResult.Applied.class);

        UUID vappId = UUID.randomUUID();
        DesiredInstance desired = new DesiredInstance(
                vappId,
                name,
                "web",
                new TemplateDocument(Map.of("metadata", Map.of("name", "t"))),
                Map.of(),
                Optional.of(SecretValues.of(Map.of())));
        assertThat(provider.instances().ensure(desired, KEY)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(RefusalReason.UNSUPPORTED);
            assertThat(refused.explanation()).contains("TemplateInstance \"web\"");
        });
        assertThat(provider.instances()
                        .remove(new InstanceReference(name, "web", vappId, Optional.of(UUID.randomUUID())), KEY))
                .isEqualTo(ClusterResult.applied(new Remains(false, false, 0)));
    }

    private static KubernetesProvider provider(RealCluster cluster) throws IOException {
        Settings settings = Testbed.brisk(Settings.Target.kubeconfig(cluster.adminKubeconfig(), ""));
        return new KubernetesProvider(settings, () -> ClientConfig.of(settings, false), Clock.systemUTC()).start();
    }
}
