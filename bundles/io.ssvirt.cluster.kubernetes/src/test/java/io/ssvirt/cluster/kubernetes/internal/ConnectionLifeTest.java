package io.ssvirt.cluster.kubernetes.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.DesiredSpace;
import io.ssvirt.cluster.spi.Labels;
import io.ssvirt.cluster.spi.Observations.State;
import io.ssvirt.cluster.spi.ObservedSpace;
import io.ssvirt.cluster.spi.OperationKey;
import io.ssvirt.model.NamespaceName;

import static org.assertj.core.api.Assertions.assertThat;

/** Connections that cannot be made, that break, and that end. */
@ExtendWith(Testbed.Needed.class)
final class ConnectionLifeTest {

    private static final OperationKey KEY = new OperationKey("k");

    private final Testbed testbed = Testbed.get();

    @TempDir
    private Path folder;

    private static ConditionFactory eventually() {
        return Awaitility.await().atMost(Duration.ofSeconds(30));
    }

    private Settings with(Optional<Path> kubeconfig, String context, String url, Optional<Path> tokenFile) {
        Settings base = testbed.settings();
        return new Settings(
                new Settings.Target(
                        kubeconfig, context, url, tokenFile, base.target().caFile()),
                base.templateNamespaces(),
                Duration.ofSeconds(2),
                base.probeEvery(),
                base.limit(),
                base.spaces(),
                base.processing(),
                base.leaseNamespace(),
                base.userAgent());
    }

    private static void isReady(KubernetesProvider provider) {
        eventually().untilAsserted(() -> {
            var health = provider.observations().health();
            assertThat(health.state()).as(health.detail()).isEqualTo(State.READY);
        });
    }

    private static void isDegraded(KubernetesProvider provider, String why) {
        eventually().untilAsserted(() -> {
            assertThat(provider.observations().health().state()).isEqualTo(State.DEGRADED);
            assertThat(provider.observations().health().detail()).contains(why);
        });
        assertThat(provider.spaces().observe(new NamespaceName("any")))
                .isInstanceOfSatisfying(ClusterResult.Unavailable.class, away -> assertThat(away.explanation())
                        .contains(why));
    }

    @Test
    void aKubeconfigThatIsNotThereYetIsTakenWhenItComes() throws IOException {
        Path file = folder.resolve("kubeconfig");
        try (KubernetesProvider provider = Testbed.provider(with(Optional.of(file), "", "", Optional.empty()))) {
            isDegraded(provider, "kubeconfig " + file + " cannot be read");

            Files.writeString(file, "no kubeconfig at all");
            isDegraded(provider, "cannot be understood");

            Files.copy(testbed.cluster().providerKubeconfig(), file, StandardCopyOption.REPLACE_EXISTING);
            isReady(provider);
        }
    }

    @Test
    void aContextThatTheKubeconfigDoesNotHaveIsNamed() throws IOException {
        Path file = testbed.cluster().providerKubeconfig();
        try (KubernetesProvider provider = Testbed.provider(with(Optional.of(file), "prod", "", Optional.empty()))) {
            isDegraded(provider, "has no context \"prod\"");
        }
    }

    @Test
    void addressesThatLeadNowhereAreNamed() {
        try (KubernetesProvider odd = Testbed.provider(with(Optional.empty(), "", "no address", Optional.empty()));
                KubernetesProvider closed =
                        Testbed.provider(with(Optional.empty(), "", "https://127.0.0.1:1", Optional.empty()));
                KubernetesProvider none = Testbed.provider(with(Optional.empty(), "", "", Optional.empty()))) {
            isDegraded(odd, "\"no address\" of the API server must begin with https://");
            isDegraded(closed, "does not accept connections");
            isDegraded(none, "neither kubeconfig nor url is configured");
        }
    }

    @Test
    void aTokenThatIsRenewedServesAtOnce() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "expired");
        String url = testbed.cluster().url();
        try (KubernetesProvider provider = Testbed.provider(with(Optional.empty(), "", url, Optional.of(token)))) {
            isDegraded(provider, "does not accept our credentials (401)");

            Files.copy(testbed.cluster().providerTokenFile(), token, StandardCopyOption.REPLACE_EXISTING);
            isReady(provider);
        }
    }

    @Test
    void whatHappenedWhileTheApiServerWasAwayIsSeenWhenItIsBack() throws IOException {
        UUID vdcId = UUID.randomUUID();
        NamespaceName name = new NamespaceName("away-" + vdcId.toString().substring(0, 8));
        DesiredSpace desired = new DesiredSpace(
                vdcId,
                name,
                Map.of(Labels.VDC_ID, vdcId.toString(), Labels.MANAGED_BY, "ssvirt"),
                Map.of(),
                Map.of("pods", "1"),
                false,
                false);
        var provider = testbed.provider();
        List<String> before = names();

        testbed.cluster().stopApiServer();
        eventually()
                .untilAsserted(() ->
                        assertThat(provider.observations().health().state()).isEqualTo(State.DEGRADED));
        assertThat(provider.spaces().ensure(desired, KEY)).isInstanceOf(ClusterResult.Unavailable.class);
        assertThat(names()).isEqualTo(before);
        assertThat(provider.templates().list()).isPresent();

        testbed.cluster().startApiServer();
        assertThat(testbed.adminSpaces().ensure(desired, KEY)).isInstanceOf(ClusterResult.Applied.class);
        eventually().untilAsserted(() -> assertThat(names()).contains(name.value()));
        eventually()
                .untilAsserted(() ->
                        assertThat(provider.observations().health().state()).isEqualTo(State.READY));
        provider.spaces().remove(name, vdcId, KEY);
    }

    @Test
    void aClosedProviderLeavesNoThreadBehind() {
        long pulses = threads("ssvirt-kubernetes-pulse");
        long events = threads("ssvirt-kubernetes-events");
        long selectors = threads("HttpClient-");
        KubernetesProvider provider = Testbed.provider(testbed.settings());
        isReady(provider);
        long clients = threads("ssvirt-kubernetes-client");

        provider.close();

        eventually().untilAsserted(() -> {
            // The JDK's client ends its selector when nobody holds it any more.
            System.gc();
            assertThat(threads("ssvirt-kubernetes-pulse")).isEqualTo(pulses);
            assertThat(threads("ssvirt-kubernetes-events")).isEqualTo(events);
            assertThat(threads("ssvirt-kubernetes-client")).isLessThan(clients);
            assertThat(threads("HttpClient-")).isLessThanOrEqualTo(selectors);
        });
        assertThat(provider.spaces().observe(new NamespaceName("any"))).isInstanceOf(ClusterResult.Unavailable.class);
    }

    private List<String> names() {
        return testbed.provider().observations().spaces().stream()
                .map(ObservedSpace::name)
                .map(NamespaceName::value)
                .sorted()
                .toList();
    }

    private static long threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(name))
                .count();
    }
}
