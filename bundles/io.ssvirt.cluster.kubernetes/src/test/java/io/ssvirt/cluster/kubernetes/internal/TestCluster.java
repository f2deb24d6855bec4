package io.ssvirt.cluster.kubernetes.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;

import io.fabric8.kubernetes.client.KubernetesClient;

import io.ssvirt.cluster.spi.template.Tree;

/**
 * A real API server with the kinds of OpenShift and KubeVirt, controllers that stand in for theirs, and the documented roles bound
 * to the account of the provider.
 */
public final class TestCluster implements AutoCloseable {

    /** What to tell when there are no programs to run one with. */
    public static final String HOW_TO_GET_ONE =
            "no API server to test against: run build/kube-assets once, or set KUBEBUILDER_ASSETS";

    private static final Path ROLES = Path.of("../../docs/kubernetes-rbac.md");

    private final RealCluster cluster;
    private final KubernetesClient client;
    private final Api admin;
    private final Controllers controllers;
    private final VirtApi virtApi;

    /** Starts everything. */
    public TestCluster() throws IOException {
        cluster = new RealCluster(RealCluster.findAssets().orElseThrow());
        client = cluster.admin();
        admin = new Api(() -> client);
        define();
        cluster.startControllers();
        for (String namespace : List.of("openshift", "ssvirt")) {
            admin.create(Kind.NAMESPACE, "", Map.of("metadata", Map.of("name", namespace)));
        }
        client.load(stream(roles())).create();
        controllers = new Controllers(cluster.admin());
        virtApi = new VirtApi(cluster.admin());
        virtApi.register();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(virtApi::isServed);
    }

    /** Tells whether there are programs to run one with; where tests must not be skipped, there have to be. */
    public static boolean isPossible() {
        boolean possible = RealCluster.findAssets().isPresent();
        if (!possible && System.getenv("CI") != null) {
            throw new IllegalStateException(HOW_TO_GET_ONE);
        }
        return possible;
    }

    RealCluster server() {
        return cluster;
    }

    Api admin() {
        return admin;
    }

    /** Returns what answers the calls of power. */
    VirtApi virtApi() {
        return virtApi;
    }

    /** Returns the address of the API server. */
    public String url() {
        return cluster.url();
    }

    /** Returns the file with the token of the provider's account. */
    public Path tokenFile() {
        return cluster.providerTokenFile();
    }

    /** Writes a kubeconfig for the provider's account. */
    public Path kubeconfig() throws IOException {
        return cluster.providerKubeconfig();
    }

    /** Takes the API server away until {@link #comeBack}. */
    public void goAway() {
        cluster.stopApiServer();
    }

    /** Brings the API server back with everything that it had. */
    public void comeBack() throws IOException {
        cluster.startApiServer();
    }

    /** Reads an object as an administrator of the cluster. */
    public Optional<Map<String, Object>> find(String apiVersion, String kind, String namespace, String name) {
        return new KindFinder(admin).find(apiVersion, kind).flatMap(found -> admin.find(found, namespace, name));
    }

    /** Lists the names of all objects of a kind in a namespace. */
    public List<String> names(String apiVersion, String kind, String namespace) {
        Kind found = new KindFinder(admin).find(apiVersion, kind).orElseThrow();
        return Tree.maps(admin.get(found.path(namespace)), "items").stream()
                .map(object -> Metadata.of(object).name())
                .toList();
    }

    /** Lists the names of what belongs to SSVirt, of one kind in the whole cluster. */
    public List<String> managed(String apiVersion, String kind) {
        Kind found = new KindFinder(admin).find(apiVersion, kind).orElseThrow();
        String ours = found.path() + "?labelSelector=" + Kind.segment("app.kubernetes.io/managed-by=ssvirt");
        return Tree.maps(admin.get(ours), "items").stream()
                .map(object -> Metadata.of(object).name())
                .toList();
    }

    /** Writes an annotation of an object, as an administrator of the cluster might. */
    public void annotate(String apiVersion, String kind, String namespace, String name, String key, String value) {
        Kind found = new KindFinder(admin).find(apiVersion, kind).orElseThrow();
        admin.merge(
                found,
                Map.of("metadata", Map.of("namespace", namespace, "name", name, "annotations", Map.of(key, value))));
    }

    /** Makes an object, as somebody else who works with the cluster might. */
    public void create(String apiVersion, String kind, String namespace, String name, Map<String, Object> spec) {
        Kind found = new KindFinder(admin).find(apiVersion, kind).orElseThrow();
        Map<String, Object> metadata =
                Map.of("name", name, "labels", Map.of("app.kubernetes.io/managed-by", "somebody"));
        admin.create(
                found, namespace, Map.of("apiVersion", apiVersion, "kind", kind, "metadata", metadata, "spec", spec));
    }

    /** Puts somebody else's namespace in the place of one. */
    public void usurpNamespace(String name) {
        Map<String, Object> there = admin.find(Kind.NAMESPACE, "", name).orElseThrow();
        admin.delete(Kind.NAMESPACE, "", name, Metadata.of(there).uid());
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> admin.find(Kind.NAMESPACE, "", name).isEmpty());
        create("v1", "Namespace", "", name, Map.of());
    }

    /** Puts templates from YAML into namespace {@code openshift}. */
    public void addTemplates(String yaml) {
        for (String document : yaml.split("(?m)^---\\s*$")) {
            if (!document.isBlank()) {
                Map<String, Object> template =
                        Tree.asMap(client.getKubernetesSerialization().unmarshal(document, Map.class));
                template.put("apiVersion", Kind.TEMPLATE.apiVersion());
                Map<String, Object> metadata = Tree.map(template, "metadata");
                metadata.put("namespace", "openshift");
                template.put("metadata", metadata);
                admin.create(Kind.TEMPLATE, "openshift", template);
            }
        }
    }

    @Override
    public void close() {
        controllers.close();
        virtApi.close();
        client.close();
        cluster.close();
    }

    private void define() {
        client.load(TestCluster.class.getResourceAsStream("/crds/openshift-kubevirt.yaml"))
                .create();
        KindFinder kinds = new KindFinder(admin);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> List.of(Kind.TEMPLATE, Kind.INSTANCE, Kind.MACHINE, Kind.GUEST).stream()
                        .allMatch(kind ->
                                kinds.find(kind.apiVersion(), kind.name()).isPresent()));
    }

    /** Takes the roles from the documentation, so that what stands there is what the provider gets along with. */
    private static String roles() throws IOException {
        Matcher yaml = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(ROLES));
        StringBuilder all = new StringBuilder();
        while (yaml.find()) {
            all.append("---\n").append(yaml.group(1));
        }
        return all.toString()
                .replace(
                        "kind: ServiceAccount\n    name: ssvirt\n    namespace: ssvirt",
                        "kind: User\n    name: ssvirt");
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
