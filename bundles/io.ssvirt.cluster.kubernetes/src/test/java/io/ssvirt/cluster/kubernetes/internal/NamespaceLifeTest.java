package io.ssvirt.cluster.kubernetes.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.DesiredSpace;
import io.ssvirt.cluster.spi.Labels;
import io.ssvirt.cluster.spi.ObservedSpace;
import io.ssvirt.cluster.spi.OperationKey;
import io.ssvirt.cluster.spi.RefusalReason;
import io.ssvirt.model.NamespaceName;

import static org.assertj.core.api.Assertions.assertThat;

/** Namespaces that several want at once, and one that will not go. */
@ExtendWith(Testbed.Needed.class)
final class NamespaceLifeTest {

    private static final OperationKey KEY = new OperationKey("op-life");
    private static final Kind CONFIG_MAP = new Kind("", "v1", "ConfigMap", "configmaps", true);

    private final UUID vdcId = UUID.randomUUID();
    private final NamespaceName name =
            new NamespaceName("life-" + vdcId.toString().substring(0, 8));
    private final DesiredSpace desired = new DesiredSpace(
            vdcId,
            name,
            Map.of(Labels.VDC_ID, vdcId.toString(), Labels.MANAGED_BY, "ssvirt"),
            Map.of(),
            Map.of("pods", "5"),
            false,
            false);
    private final Api admin = Testbed.get().admin();

    private static ConditionFactory eventually() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }

    private Optional<ObservedSpace> seen() {
        return Testbed.get().provider().observations().spaces().stream()
                .filter(space -> space.name().equals(name))
                .findFirst();
    }

    private ClusterResult<Optional<ObservedSpace>> remove() {
        return Testbed.get().provider().spaces().remove(name, vdcId, KEY);
    }

    @Test
    void whatKeepsANamespaceFromGoingIsToldInTheWordsOfTheClusterAndItGoesWhenThatIsGone() {
        assertThat(Testbed.get().provider().spaces().ensure(desired, KEY)).isInstanceOf(ClusterResult.Applied.class);
        admin.create(
                CONFIG_MAP,
                name.value(),
                Map.of("metadata", Map.of("name", "held", "finalizers", List.of("example.org/held"))));

        assertThat(remove()).isInstanceOf(ClusterResult.Applied.class);

        eventually().untilAsserted(() -> assertThat(seen().orElseThrow().blockers())
                .anySatisfy(blocker -> assertThat(blocker)
                        .contains("NamespaceFinalizersRemaining", "example.org/held in 1 resource")));
        assertThat(Testbed.get().provider().spaces().ensure(desired, KEY))
                .isEqualTo(ClusterResult.refused(
                        RefusalReason.TERMINATING, "Namespace \"" + name + "\" is still being deleted by the cluster"));

        Map<String, Object> freed =
                Map.of("metadata", Map.of("name", "held", "namespace", name.value(), "finalizers", List.of()));
        admin.merge(CONFIG_MAP, freed);
        eventually().untilAsserted(() -> assertThat(remove()).isEqualTo(ClusterResult.applied(Optional.empty())));
        eventually().until(() -> seen().isEmpty());
    }

    @Test
    void severalWhoMakeTheSameAtOnceAllHaveIt() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Callable<ClusterResult<ObservedSpace>>> calls = IntStream.range(0, 6)
                    .<Callable<ClusterResult<ObservedSpace>>>mapToObj(
                            i -> () -> Testbed.get().provider().spaces().ensure(desired, KEY))
                    .toList();
            List<UUID> uids = threads.invokeAll(calls).stream()
                    .map(NamespaceLifeTest::done)
                    .map(result -> ((ClusterResult.Applied<ObservedSpace>) result)
                            .observed()
                            .uid())
                    .distinct()
                    .toList();
            assertThat(uids).hasSize(1);
        } finally {
            threads.shutdownNow();
            remove();
        }
    }

    private static <T> T done(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
