package io.ssvirt.cluster.kubernetes.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.fabric8.kubernetes.client.Config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class ClientConfigTest {

    private static final String KUBECONFIG =
            """
            apiVersion: v1
            kind: Config
            current-context: test
            clusters: [{name: one, cluster: {server: "%s"}}, {name: two, cluster: {server: "https://two.example:6443"}}]
            users: [{name: me, user: {token: "secret-token"}}]
            contexts:
              - {name: test, context: {cluster: one, user: me}}
              - {name: other, context: {cluster: two, user: me}}
            """;

    @TempDir
    private Path folder;

    private static Settings settings(Optional<Path> kubeconfig, String context, String url, Optional<Path> token) {
        return Settings.usual(new Settings.Target(kubeconfig, context, url, token, Optional.empty()));
    }

    private Config read(String kubeconfig, String context) throws IOException {
        Path file = Files.writeString(folder.resolve("kubeconfig"), kubeconfig);
        return ClientConfig.of(settings(Optional.of(file), context, "", Optional.empty()), Optional.empty());
    }

    @Test
    void theCurrentContextServesUnlessAnotherIsNamed() throws IOException {
        String text = KUBECONFIG.formatted("https://one.example:6443");

        assertThat(read(text, "").getMasterUrl()).isEqualTo("https://one.example:6443/");
        assertThat(read(text, "other").getMasterUrl()).isEqualTo("https://two.example:6443/");
        assertThatThrownBy(() -> read(text, "third")).hasMessageContaining("has no context \"third\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "no kubeconfig",
                "[1, 2]",
                "kind: Config",
                "{",
                "clusters: 7",
                "a: b: secret-token",
                "users:\n\t- token: secret-token",
                "token: @secret-token",
                "clusters: [{name: a, cluster: {server: https://x}}]\nusers: 7\ncontexts: secret-token\ncurrent-context: a",
                "clusters: [{name: a, cluster: {server: https://x}}]\nusers: [secret-token]\ncontexts: [[]]",
                "a: &x [*x, *y]",
                "\u0000\u0001",
            })
    void whatIsNoKubeconfigIsSaidInOneLine(String text) {
        assertThatThrownBy(() -> read(text, ""))
                .isInstanceOf(NotConfigured.class)
                .hasMessageContaining("the kubeconfig " + folder.resolve("kubeconfig") + " ")
                .hasMessageContaining("cannot be understood")
                .hasMessageNotContaining("secret-token")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"one.example:6443", "one.example", "ftp://one.example", "https://", ""})
    void anAddressWithoutSchemeIsNeverTriedWithoutEncryption(String address) {
        assertThatThrownBy(() -> read(KUBECONFIG.formatted(address), ""))
                .isInstanceOf(NotConfigured.class)
                .hasMessageContaining("must begin with https://")
                .hasMessageNotContaining("secret-token");
        assertThatThrownBy(() -> ClientConfig.of(
                        settings(Optional.empty(), "", address.isEmpty() ? "x" : address, Optional.empty()),
                        Optional.empty()))
                .isInstanceOf(NotConfigured.class);
    }

    @Test
    void aTokenIsReadAgainWithEveryCallAndTheLastGoodOneStays() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "first\n");
        Config config = ClientConfig.of(
                settings(Optional.empty(), "", "https://one.example", Optional.of(token)), Optional.empty());

        assertThat(config.getOauthTokenProvider().getToken()).isEqualTo("first");
        Files.writeString(token, "second");
        assertThat(config.getOauthTokenProvider().getToken()).isEqualTo("second");
        Files.delete(token);
        assertThat(config.getOauthTokenProvider().getToken()).isEqualTo("second");
    }

    @Test
    void nothingIsTakenFromTheEnvironment() {
        assertThatThrownBy(
                        () -> ClientConfig.of(settings(Optional.empty(), "", "", Optional.empty()), Optional.empty()))
                .hasMessageContaining("neither kubeconfig nor url is configured");
    }
}
