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

import io.ssvirt.cluster.kubernetes.internal.ApiServerProxy.Call;
import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.DesiredInstance;
import io.ssvirt.cluster.spi.DesiredSpace;
import io.ssvirt.cluster.spi.Labels;
import io.ssvirt.cluster.spi.Observations;
import io.ssvirt.cluster.spi.OperationKey;
import io.ssvirt.cluster.spi.template.TemplateDocument;
import io.ssvirt.cluster.spi.template.Tree;
import io.ssvirt.model.NamespaceName;
import io.ssvirt.model.SecretValues;

import static org.assertj.core.api.Assertions.assertThat;

/** How many calls of the cluster things take, counted on the way to a real API server. */
@ExtendWith(Testbed.Needed.class)
final class FiguresTest {

    private static final OperationKey KEY = new OperationKey("figures");

    private final Testbed testbed = Testbed.get();
    private final ApiServerProxy proxy = new ApiServerProxy(testbed.cluster().url());
    private final UUID vdcId = UUID.randomUUID();
    private final NamespaceName name =
            new NamespaceName("fig-" + vdcId.toString().substring(0, 8));
    private final KubernetesProvider provider = Testbed.provider(Testbed.brisk(new Settings.Target(
            Optional.empty(), "", proxy.url(), Optional.of(testbed.cluster().providerTokenFile()), Optional.empty())));

    @BeforeEach
    void connect() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> provider.observations().health().state() == Observations.State.READY);
    }

    @AfterEach
    void end() {
        testbed.provider().spaces().remove(name, vdcId, KEY);
        provider.close();
        proxy.close();
    }

    private DesiredSpace space() {
        return new DesiredSpace(
                vdcId,
                name,
                Map.of(Labels.VDC_ID, vdcId.toString(), Labels.MANAGED_BY, "ssvirt"),
                Map.of(),
                Map.of("pods", "50", "limits.memory", "4Gi", "limits.cpu", "4"),
                true,
                true);
    }

    private List<Call> reads() {
        return proxy.reads().stream()
                .filter(call -> !call.target().equals("/readyz"))
                .toList();
    }

    private static void applied(ClusterResult<?> result) {
        assertThat(result).isInstanceOf(ClusterResult.Applied.class);
    }

    @Test
    void aVdcTakesAtMostEightWritesInTwoWavesAndNoRead() {
        // Each call lasts so long that those that need not wait for each other overlap on any machine.
        proxy.misbehave(call -> Optional.of(new ApiServerProxy.Fault.Late(500)));
        proxy.forget();

        applied(provider.spaces().ensure(space(), KEY));

        assertThat(proxy.writes()).hasSizeLessThanOrEqualTo(8);
        assertThat(ApiServerProxy.waves(proxy.writes())).isLessThanOrEqualTo(2);
        assertThat(reads()).isEmpty();
    }

    @Test
    void anInstanceTakesAtMostThreeWrites() {
        applied(provider.spaces().ensure(space(), KEY));
        testbed.awaitQuota(name);
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("metadata", Map.of("name", "empty"));
        tree.put("objects", List.of());
        DesiredInstance desired = new DesiredInstance(
                UUID.randomUUID(),
                name,
                "web",
                new TemplateDocument(tree),
                Map.of(),
                Optional.of(SecretValues.of(Map.of("NAME", "web"))));
        proxy.forget();

        applied(provider.instances().ensure(desired, KEY));

        // The proxy notes a call when it has passed its answer on, so the last one may be missing for a moment.
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(proxy.writes())
                .extracting(call ->
                        call.method() + " " + call.target().replaceFirst(".*/namespaces/[^/]*/([a-z]+).*", "$1"))
                .containsExactly("POST secrets", "POST templateinstances", "PATCH secrets"));
        Map<String, Object> instance = testbed.admin().get(Kind.INSTANCE.path(name.value(), "web"));
        assertThat(Tree.path(instance, "spec", "requester")).containsEntry("username", SpaceAccount.user(name.value()));
    }

    @Test
    void whatIsAskedOfTheObservationsAsksTheClusterNothing() {
        applied(provider.spaces().ensure(space(), KEY));
        proxy.forget();

        for (int i = 0; i < 100; i++) {
            provider.observations().spaces();
            provider.observations().instances();
            provider.observations().machinesOf(vdcId);
            provider.templates().list();
            provider.observations().health();
        }

        assertThat(reads()).isEmpty();
        assertThat(proxy.writes()).isEmpty();
    }
}
