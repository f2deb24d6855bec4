package io.ssvirt.cluster.kubernetes.internal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import io.ssvirt.cluster.kubernetes.internal.ApiServerProxy.Fault;
import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.Observations.State;
import io.ssvirt.model.NamespaceName;

import static org.assertj.core.api.Assertions.assertThat;

/** Files that change while they serve: another cluster, another certificate, another token, a program that gives tokens. */
@ExtendWith(Testbed.Needed.class)
final class ConnectionChangeTest {

    private final RealCluster cluster = Testbed.get().cluster();
    private final ApiServerProxy one = new ApiServerProxy(cluster.url());
    private final ApiServerProxy two = new ApiServerProxy(cluster.url());

    @TempDir
    private Path folder;

    private static ConditionFactory eventually() {
        return Awaitility.await().atMost(Duration.ofSeconds(30));
    }

    private static KubernetesProvider provider(Settings.Target target) {
        return Testbed.provider(Testbed.brisk(target));
    }

    private static void is(KubernetesProvider provider, State state, String detail) {
        eventually().untilAsserted(() -> {
            assertThat(provider.observations().health().state()).isEqualTo(state);
            assertThat(provider.observations().health().detail()).contains(detail);
        });
    }

    private Path kubeconfig(String url, String user) throws IOException {
        return Files.writeString(
                folder.resolve("kubeconfig"),
                """
                apiVersion: v1
                kind: Config
                current-context: test
                clusters: [{name: test, cluster: {server: "%s"}}]
                users: [{name: test, user: %s}]
                contexts: [{name: test, context: {cluster: test, user: test}}]
                """
                        .formatted(url, user));
    }

    private String token() throws IOException {
        return Files.readString(cluster.providerTokenFile()).strip();
    }

    @AfterEach
    void end() {
        one.close();
        two.close();
    }

    @Test
    void aKubeconfigThatNamesAnotherClusterLeadsThere() throws IOException {
        String user = "{token: \"" + token() + "\"}";
        Path file = kubeconfig(one.url(), user);
        try (KubernetesProvider provider = provider(Settings.Target.kubeconfig(file, ""))) {
            is(provider, State.READY, "");
            assertThat(two.calls()).isEmpty();

            kubeconfig(two.url(), user);

            eventually().until(() -> two.openCalls().stream().anyMatch(ApiServerProxy.Call::isWatch));
            is(provider, State.READY, "");
            one.forget();
            assertThat(provider.spaces().observe(new NamespaceName("any"))).isInstanceOf(ClusterResult.Applied.class);
            assertThat(one.calls()).noneMatch(call -> call.target().contains("/namespaces/any"));
        }
    }

    @Test
    void aCertificateThatIsRenewedIsTrusted() throws IOException {
        Path authority = Files.copy(cluster.strangeAuthority(), folder.resolve("ca.crt"));
        var target = new Settings.Target(
                Optional.empty(), "", cluster.url(), Optional.of(cluster.providerTokenFile()), Optional.of(authority));
        try (KubernetesProvider provider = provider(target)) {
            is(provider, State.DEGRADED, "certificate is not trusted");

            Files.copy(cluster.authority(), authority, StandardCopyOption.REPLACE_EXISTING);

            is(provider, State.READY, "");
        }
    }

    @Test
    void aTokenFileThatAKubeconfigNamesIsReadAgain() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "expired");
        Path file = kubeconfig(one.url(), "{tokenFile: token}");
        try (KubernetesProvider provider = provider(Settings.Target.kubeconfig(file, ""))) {
            is(provider, State.DEGRADED, "does not accept our credentials (401)");

            Files.writeString(token, token());

            is(provider, State.READY, "");
        }
    }

    @Test
    void aProgramThatGivesTokensIsAskedAgainWhenOneHasExpired() throws IOException {
        Path program = Files.writeString(
                folder.resolve("give-token"),
                """
                #!/bin/sh
                echo called >> "%1$s/calls"
                echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"%2$s"}}'
                """
                        .formatted(folder, token()));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Path file = kubeconfig(
                one.url(),
                "{exec: {apiVersion: client.authentication.k8s.io/v1, command: \"" + program
                        + "\", interactiveMode: Never}}");
        try (KubernetesProvider provider = provider(Settings.Target.kubeconfig(file, ""))) {
            is(provider, State.READY, "");
            long asked = asked();
            String expired =
                    "{\"kind\":\"Status\",\"code\":401,\"reason\":\"Unauthorized\",\"message\":\"Unauthorized\"}";
            one.misbehave(call -> asked() > asked
                    ? Optional.empty()
                    : Optional.of(new Fault.Answered(401, "application/json", expired)));

            eventually().untilAsserted(() -> assertThat(provider.spaces().observe(new NamespaceName("any")))
                    .isInstanceOf(ClusterResult.Applied.class));
            assertThat(asked()).isGreaterThan(asked);
            is(provider, State.READY, "");
        }
    }

    private Path withCertificate(Path certificate, Path key) throws IOException {
        return Files.writeString(
                folder.resolve("kubeconfig"),
                """
                apiVersion: v1
                kind: Config
                current-context: other
                clusters:
                - {name: far, cluster: {server: "https://127.0.0.1:1"}}
                - {name: near, cluster: {server: "%s", certificate-authority: "%s"}}
                users:
                - {name: nobody, user: {token: x}}
                - {name: holder, user: {client-certificate: "%s", client-key: "%s"}}
                contexts:
                - {name: other, context: {cluster: far, user: nobody}}
                - {name: this, context: {cluster: near, user: holder}}
                """
                        .formatted(cluster.url(), cluster.authority(), certificate, key));
    }

    @Test
    void aClientCertificateServesAndIsTakenAnewWhenItIsRenewed() throws IOException {
        SelfSigned strange = SelfSigned.of("CN=ssvirt");
        Path certificate = Files.writeString(folder.resolve("c.crt"), strange.certificate());
        Path key = Files.writeString(folder.resolve("c.key"), strange.key());
        Path file = withCertificate(certificate, key);
        try (KubernetesProvider provider = provider(Settings.Target.kubeconfig(file, "this"))) {
            is(provider, State.DEGRADED, "credentials (401)");

            Files.copy(cluster.clientKey(), key, StandardCopyOption.REPLACE_EXISTING);
            Files.copy(cluster.clientCertificate(), certificate, StandardCopyOption.REPLACE_EXISTING);

            is(provider, State.READY, "");
            assertThat(provider.spaces().observe(new NamespaceName("any"))).isInstanceOf(ClusterResult.Applied.class);
        }
    }

    @Test
    void aClientCertificateThatTheKubeconfigHoldsServesAsWell() throws IOException {
        Path file = kubeconfig(
                cluster.url(),
                "{client-certificate-data: " + data(cluster.clientCertificate()) + ", client-key-data: "
                        + data(cluster.clientKey()) + "}");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("server:", "certificate-authority-data: " + data(cluster.authority()) + ", server:"));
        try (KubernetesProvider provider = provider(Settings.Target.kubeconfig(file, ""))) {
            is(provider, State.READY, "");
        }
    }

    private static String data(Path file) throws IOException {
        return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
    }

    /** As in a pod: nothing is configured, the account is a folder of files, and the token in it changes from time to time. */
    @Test
    void aPodNeedsNoConfigurationAndItsTokenMayChange() throws IOException {
        Path account = Files.createDirectories(folder.resolve("account"));
        Files.copy(cluster.authority(), account.resolve("ca.crt"));
        Files.copy(cluster.providerTokenFile(), account.resolve("token"));
        Files.writeString(account.resolve("namespace"), "ssvirt");
        URI url = URI.create(cluster.url());
        Pod pod = Pod.in(
                Map.of(
                        "KUBERNETES_SERVICE_HOST", url.getHost(),
                        "KUBERNETES_SERVICE_PORT", String.valueOf(url.getPort())),
                account);
        assertThat(pod.namespace()).contains("ssvirt");
        Settings settings = Testbed.brisk(Settings.Target.NOWHERE);
        try (KubernetesProvider provider = new KubernetesProvider(
                        settings, () -> ClientConfig.of(settings, Optional.of(pod)), Clock.systemUTC())
                .start()) {
            is(provider, State.READY, "");

            Files.writeString(account.resolve("token"), "expired");
            is(provider, State.DEGRADED, "credentials (401)");

            Files.copy(cluster.providerTokenFile(), account.resolve("token"), StandardCopyOption.REPLACE_EXISTING);
            is(provider, State.READY, "");
        }
    }

    private long asked() {
        try {
            return Files.readAllLines(folder.resolve("calls")).size();
        } catch (IOException e) {
            return 0;
        }
    }
}
