package io.ssvirt.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;

/** etcd and kube-apiserver on free loopback ports, and an administrator. Nothing runs the pods. */
final class ApiServer implements AutoCloseable {

    private static final Duration UP_WITHIN = Duration.ofSeconds(180);

    private final Path work = Files.createTempDirectory("ssvirt-chart");
    private final List<Process> processes = new ArrayList<>();
    private final String token = UUID.randomUUID().toString();
    private final int port = freePort();
    private final KubernetesClient client;

    ApiServer(Path assets) throws IOException {
        Files.writeString(work.resolve("tokens.csv"), token + ",admin,admin,system:masters\n");
        String etcd = "http://127.0.0.1:" + freePort();
        String peer = "http://127.0.0.1:" + freePort();
        run(
                assets.resolve("etcd"),
                "--data-dir=" + work.resolve("etcd"),
                "--listen-client-urls=" + etcd,
                "--advertise-client-urls=" + etcd,
                "--listen-peer-urls=" + peer,
                "--initial-advertise-peer-urls=" + peer,
                "--initial-cluster=default=" + peer);
        run(
                assets.resolve("kube-apiserver"),
                "--etcd-servers=" + etcd,
                "--bind-address=127.0.0.1",
                "--advertise-address=127.0.0.1",
                "--secure-port=" + port,
                "--cert-dir=" + work.resolve("certs"),
                "--token-auth-file=" + work.resolve("tokens.csv"),
                "--authorization-mode=RBAC",
                "--service-account-issuer=https://ssvirt.test",
                "--service-account-key-file=" + signingKey(),
                "--service-account-signing-key-file=" + signingKey(),
                "--service-cluster-ip-range=10.0.0.0/24",
                "--disable-admission-plugins=ServiceAccount");
        this.client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl("https://127.0.0.1:" + port)
                        .withTrustCerts(true)
                        .withOauthToken(token)
                        .withRequestRetryBackoffLimit(0)
                        .withHttp2Disable(true)
                        .build())
                .build();
        Awaitility.await()
                .atMost(UP_WITHIN)
                .ignoreExceptionsInstanceOf(KubernetesClientException.class)
                .until(() -> "ok".equals(client.raw("/readyz")));
    }

    /** Finds the programs, in the folder that the tests of the Kubernetes provider use too. */
    static Optional<Path> assets() {
        return Stream.of(
                        System.getenv("KUBEBUILDER_ASSETS"),
                        System.getenv("SSVIRT_KUBE_ASSETS"),
                        System.getProperty("user.home") + "/.cache/ssvirt/kube-assets-1.20.2")
                .filter(folder -> folder != null && !folder.isBlank())
                .map(Path::of)
                .filter(folder -> Files.isExecutable(folder.resolve("kube-apiserver")))
                .findFirst();
    }

    KubernetesClient client() {
        return client;
    }

    /** Writes a kubeconfig of the administrator, for Helm. */
    Path kubeconfig() {
        try {
            return Files.writeString(
                    work.resolve("kubeconfig"),
                    """
                    apiVersion: v1
                    kind: Config
                    current-context: test
                    clusters: [{name: test, cluster: {server: "https://127.0.0.1:%d", insecure-skip-tls-verify: true}}]
                    users: [{name: test, user: {token: "%s"}}]
                    contexts: [{name: test, context: {cluster: test, user: test}}]
                    """
                            .formatted(port, token));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
        for (int i = processes.size() - 1; i >= 0; i--) {
            stop(processes.get(i));
        }
        try (Stream<Path> files = Files.walk(work)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    private Path signingKey() throws IOException {
        Path file = work.resolve("sa.key");
        if (!Files.exists(file)) {
            try {
                var keys = KeyPairGenerator.getInstance("RSA");
                keys.initialize(2048);
                String encoded = Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(keys.generateKeyPair().getPrivate().getEncoded());
                Files.writeString(file, "-----BEGIN PRIVATE KEY-----\n" + encoded + "\n-----END PRIVATE KEY-----\n");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
        return file;
    }

    private void run(Path program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        processes.add(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(work.resolve(program.getFileName() + ".log").toFile())
                .start());
    }

    private static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
