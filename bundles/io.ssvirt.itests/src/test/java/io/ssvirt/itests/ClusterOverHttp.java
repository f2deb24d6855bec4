package io.ssvirt.itests;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

import com.fasterxml.jackson.databind.JsonNode;

import io.ssvirt.cluster.kubernetes.internal.ApiServerProxy;
import io.ssvirt.cluster.kubernetes.internal.TestCluster;
import io.ssvirt.itests.walk.Api;
import io.ssvirt.itests.walk.SecureShell;
import io.ssvirt.itests.walk.Tasks;

import static io.ssvirt.itests.walk.Api.CLOUD;
import static org.assertj.core.api.Assertions.assertThat;

/** The distribution on a real API server, with two ways there that may be disturbed, and a console for its bundles. */
final class ClusterOverHttp implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final String ESTABLISHED = "01";
    private static final String BUNDLE = "io.ssvirt.cluster.kubernetes";
    private static final Pattern THREADS = Pattern.compile("(?m)^jvm_threads_current ([0-9.E]+)");

    private final TestCluster cluster = new TestCluster();
    private final ApiServerProxy way = new ApiServerProxy(cluster.url());
    private final ApiServerProxy detour = new ApiServerProxy(cluster.url());
    private final Path folder;
    private final Distribution system;
    private final SecureShell console;

    /** Starts everything and waits until the cluster was read. */
    ClusterOverHttp(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        Path bundles = Path.of(System.getProperty("ssvirt.bundles"));
        try (Stream<Path> files =
                Files.list(bundles.resolve("io.ssvirt.cluster.simulator/src/main/resources/templates"))) {
            for (Path file : files.sorted().toList()) {
                cluster.addTemplates(Files.readString(file));
            }
        }
        system = Distribution.unpacked(
                folder.resolve("system"), Map.of("SSVIRT_API_ADDRESS_REQUESTS", "0", "SSVIRT_API_USER_REQUESTS", "0"));
        system.put(bundles.resolve("io.ssvirt.itests/src/test/resources/console-users.properties"), "users.properties");
        connect(way, cluster.tokenFile());
        system.start();
        system.awaitReady();
        awaitCluster("ready");
        console = new SecureShell(system.consolePort(), "boss", "of-the-test");
    }

    /** Chooses the real cluster by an address and a file with a token. */
    void connect(ApiServerProxy over, Path tokenFile) throws IOException {
        choose(Map.of("provider", "kubernetes", "url", over.url(), "token_file", tokenFile.toString()));
    }

    /** Chooses another provider. */
    void choose(String provider) throws IOException {
        choose(Map.of("provider", provider));
    }

    private void choose(Map<String, String> settings) throws IOException {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("probe_every", "PT1S");
        system.configure("io.ssvirt.cluster", all);
    }

    TestCluster cluster() {
        return cluster;
    }

    ApiServerProxy way() {
        return way;
    }

    ApiServerProxy detour() {
        return detour;
    }

    Path folder() {
        return folder;
    }

    Api administrator() throws IOException {
        return system.administrator();
    }

    Api anybody() {
        return system.api();
    }

    void awaitCluster(String word) {
        Awaitility.await("the cluster is " + word)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> word.equals(system.api().get("/readyz").text("/services/k8s")));
    }

    /** Runs a command of the console, which must succeed. */
    void run(String command) throws IOException {
        SecureShell.Result result = console.run(command);
        assertThat(result.status()).as("%s: %s", command, result.out()).isZero();
    }

    /** Does one of the things to the bundle of the provider that an administrator can do. */
    void move(BundleMove move) throws IOException {
        Path jar =
                Path.of(System.getProperty("ssvirt.bundles"), BUNDLE, "target").toAbsolutePath();
        String location = "file:" + jar.normalize() + "/" + BUNDLE + "-0.1.0-SNAPSHOT.jar";
        switch (move) {
            case RESTART -> run("bundle:restart " + BUNDLE);
            case UPDATE -> run("bundle:update " + BUNDLE + " " + location);
            case REFRESH -> run("bundle:update -r " + BUNDLE + " " + location);
            default -> {
                run("bundle:uninstall " + BUNDLE);
                run("bundle:install -s " + location);
            }
        }
    }

    /** Returns how many class loaders of the provider's bundle are in memory after a garbage collection. */
    long loaders() throws IOException {
        system.diagnose("GC.run");
        return system.diagnose("VM.class_hierarchy", "io.ssvirt.cluster.kubernetes.internal.KubernetesComponent")
                .lines()
                .filter(line -> line.contains("KubernetesComponent/"))
                .count();
    }

    /** Returns how many connections to the API server are open; one that the client has closed is none, whatever the other end does. */
    long connections() throws IOException {
        String port = ":%04X".formatted(URI.create(way.url()).getPort());
        long open = 0;
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            open += Files.readAllLines(Path.of(table)).stream()
                    .map(line -> line.trim().split("\\s+"))
                    .filter(columns -> columns[2].endsWith(port) && columns[3].equals(ESTABLISHED))
                    .count();
        }
        return open;
    }

    /** Returns how many threads the process has. */
    int threads() throws IOException, InterruptedException {
        String figures = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(system.api().base() + "/metrics"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        Matcher found = THREADS.matcher(figures);
        assertThat(found.find()).as(figures).isTrue();
        return (int) Double.parseDouble(found.group(1));
    }

    /** Waits until every VDC that the API shows has its namespace, and there is no other. */
    void awaitAgreement(Api api) {
        Awaitility.await("VDCs and namespaces are the same").atMost(PATIENCE).untilAsserted(() -> assertThat(
                        new TreeSet<>(cluster.managed("v1", "Namespace")))
                .as(() -> "namespaces; tasks that did not succeed are " + new Tasks(api).unsuccessful())
                .isEqualTo(namespaces(api)));
    }

    private static Set<String> namespaces(Api api) {
        Set<String> namespaces = new TreeSet<>();
        for (int page = 1; ; page++) {
            JsonNode vdcs =
                    api.get(CLOUD + "/vdcs?pageSize=100&page=" + page).is(200).body();
            vdcs.at("/values")
                    .forEach(vdc -> namespaces.add("vdc-" + vdc.at("/org/name").asText() + "-"
                            + vdc.at("/name").asText()));
            if (page >= vdcs.at("/pageCount").asInt()) {
                return namespaces;
            }
        }
    }

    @Override
    public void close() {
        console.close();
        system.close();
        way.close();
        detour.close();
        cluster.close();
    }
}
