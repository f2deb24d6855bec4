package io.ssvirt.cluster.kubernetes.internal;

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
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;

/**
 * etcd, kube-apiserver and kube-controller-manager on free loopback ports, with RBAC and two accounts: an administrator, and one
 * for the provider that has no rights but those of the documented role.
 */
final class RealCluster implements AutoCloseable {

    private static final Duration UP_WITHIN = Duration.ofSeconds(60);
    private static final String CONTROLLERS = "namespace,garbagecollector,resourcequota";

    private final Path assets;
    private final Path work;
    private final List<Process> processes = new ArrayList<>();
    private final String adminToken = UUID.randomUUID().toString();
    private final String providerToken = UUID.randomUUID().toString();
    private final int port;
    private final String etcd;
    private Process apiServer;

    /** Starts everything and waits until the API server is ready. */
    RealCluster(Path assets) throws IOException {
        this.assets = assets;
        this.work = Files.createTempDirectory("ssvirt-kube");
        this.port = freePort();
        this.etcd = "http://127.0.0.1:" + freePort();
        prepare();
        String peer = "http://127.0.0.1:" + freePort();
        run(
                "etcd",
                "--data-dir=" + work.resolve("etcd"),
                "--listen-client-urls=" + etcd,
                "--advertise-client-urls=" + etcd,
                "--listen-peer-urls=" + peer,
                "--initial-advertise-peer-urls=" + peer,
                "--initial-cluster=default=" + peer);
        startApiServer();
    }

    /** Finds the programs: what envtest made, else what {@code build/kube-assets} made. */
    static Optional<Path> findAssets() {
        return Stream.of(
                        System.getenv("KUBEBUILDER_ASSETS"),
                        System.getenv("SSVIRT_KUBE_ASSETS"),
                        System.getProperty("user.home") + "/.cache/ssvirt/kube-assets-1.20.2")
                .filter(folder -> folder != null && !folder.isBlank())
                .map(Path::of)
                .filter(folder -> Stream.of("etcd", "kube-apiserver", "kube-controller-manager")
                        .allMatch(program -> Files.isExecutable(folder.resolve(program))))
                .findFirst();
    }

    /** Starts the API server again after {@link #stopApiServer}. */
    void startApiServer() throws IOException {
        apiServer = run(
                "kube-apiserver",
                "--etcd-servers=" + etcd,
                "--bind-address=127.0.0.1",
                "--advertise-address=127.0.0.1",
                "--secure-port=" + port,
                "--cert-dir=" + work.resolve("certs"),
                "--client-ca-file=" + work.resolve("client.crt"),
                "--token-auth-file=" + work.resolve("tokens.csv"),
                "--authorization-mode=RBAC",
                "--service-account-issuer=https://ssvirt.test",
                "--service-account-key-file=" + work.resolve("sa.key"),
                "--service-account-signing-key-file=" + work.resolve("sa.key"),
                "--service-cluster-ip-range=10.0.0.0/24",
                "--disable-admission-plugins=ServiceAccount");
        try (KubernetesClient admin = untrusting()) {
            Awaitility.await()
                    .atMost(UP_WITHIN)
                    .pollInterval(Duration.ofMillis(200))
                    .ignoreExceptionsInstanceOf(KubernetesClientException.class)
                    .until(() -> "ok".equals(admin.raw("/readyz")));
        }
    }

    /** Takes the API server away and waits until it is gone. */
    void stopApiServer() {
        stop(apiServer);
        processes.remove(apiServer);
    }

    /** Starts the controllers; after the definitions of all kinds, so that quotas know them from the start. */
    void startControllers() throws IOException {
        run(
                "kube-controller-manager",
                "--kubeconfig=" + adminKubeconfig(),
                "--controllers=" + CONTROLLERS,
                "--leader-elect=false",
                "--use-service-account-credentials=false",
                "--port=0",
                "--bind-address=127.0.0.1",
                "--secure-port=" + freePort(),
                "--cert-dir=" + work.resolve("controller-certs"));
    }

    /** Returns a client that may do everything; its owner closes it. */
    KubernetesClient admin() {
        return admin(url());
    }

    /** Returns a client with the rights of the provider's account; its owner closes it. */
    KubernetesClient provider() {
        return client(url(), providerToken);
    }

    /** Returns one that goes through another address. */
    KubernetesClient admin(String address) {
        return client(address, adminToken);
    }

    private KubernetesClient client(String address, String token) {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl(address)
                        .withCaCertFile(authority().toString())
                        .withOauthToken(token)
                        .withRequestRetryBackoffLimit(0)
                        .withHttp2Disable(true)
                        .build())
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build();
    }

    String url() {
        return "https://127.0.0.1:" + port;
    }

    Path authority() {
        return work.resolve("certs/apiserver.crt");
    }

    /** Returns the file with the token of an account that may do nothing. */
    Path strangerTokenFile() {
        return work.resolve("stranger.token");
    }

    /** Returns a certificate that has nothing to do with the API server. */
    Path strangeAuthority() {
        return work.resolve("controller-certs/kube-controller-manager.crt");
    }

    /** Returns the file with the token of the provider's account, user {@code ssvirt}. */
    Path providerTokenFile() {
        return work.resolve("provider.token");
    }

    /** Returns a certificate of the provider's account, user {@code ssvirt}, which the API server trusts as it is. */
    Path clientCertificate() {
        return work.resolve("client.crt");
    }

    Path clientKey() {
        return work.resolve("client.key");
    }

    /** Writes a kubeconfig for the provider's account. */
    Path providerKubeconfig() throws IOException {
        return kubeconfig(providerToken, "provider.kubeconfig");
    }

    /** Writes a kubeconfig for the administrator. */
    Path adminKubeconfig() throws IOException {
        return kubeconfig(adminToken, "admin.kubeconfig");
    }

    @Override
    public void close() {
        for (int i = processes.size() - 1; i >= 0; i--) {
            stop(processes.get(i));
        }
        try (Stream<Path> files = Files.walk(work)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void prepare() throws IOException {
        Files.createDirectories(work.resolve("certs"));
        Files.writeString(
                work.resolve("tokens.csv"),
                adminToken + ",admin,admin,system:masters\n" + providerToken + ",ssvirt,ssvirt\n"
                        + "a-stranger,stranger,stranger\n");
        SelfSigned client = SelfSigned.of("CN=ssvirt");
        Files.writeString(work.resolve("client.crt"), client.certificate());
        Files.writeString(work.resolve("client.key"), client.key());
        Files.writeString(strangerTokenFile(), "a-stranger");
        Files.writeString(providerTokenFile(), providerToken + "\n");
        try {
            KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
            keys.initialize(2048);
            Files.writeString(
                    work.resolve("sa.key"),
                    "-----BEGIN PRIVATE KEY-----\n"
                            + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                    .encodeToString(
                                            keys.generateKeyPair().getPrivate().getEncoded())
                            + "\n-----END PRIVATE KEY-----\n");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path kubeconfig(String token, String name) throws IOException {
        return Files.writeString(
                work.resolve(name),
                """
                apiVersion: v1
                kind: Config
                current-context: test
                clusters: [{name: test, cluster: {server: "%s", certificate-authority: "%s"}}]
                users: [{name: test, user: {token: "%s"}}]
                contexts: [{name: test, context: {cluster: test, user: test}}]
                """
                        .formatted(url(), authority(), token));
    }

    /** The server makes its own certificate when it starts first, so this client cannot know it yet. */
    private KubernetesClient untrusting() {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl(url())
                        .withTrustCerts(true)
                        .withOauthToken(adminToken)
                        .withRequestRetryBackoffLimit(0)
                        .withHttp2Disable(true)
                        .build())
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build();
    }

    private Process run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(assets.resolve(program).toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        work.resolve(program + ".log").toFile()))
                .start();
        processes.add(process);
        return process;
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
