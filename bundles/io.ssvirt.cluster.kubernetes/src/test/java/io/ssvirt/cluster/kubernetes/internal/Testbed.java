package io.ssvirt.cluster.kubernetes.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

import io.fabric8.kubernetes.client.KubernetesClient;

import io.ssvirt.cluster.contract.ClusterUnderTest;
import io.ssvirt.cluster.spi.ClusterProvider;
import io.ssvirt.cluster.spi.Observations.State;
import io.ssvirt.cluster.spi.template.TemplateDocument;
import io.ssvirt.cluster.spi.template.Tree;
import io.ssvirt.model.NamespaceName;

import static org.assertj.core.api.Assertions.assertThat;

/** The provider on a real API server with the documented role, made once for all tests; without the programs they are skipped. */
final class Testbed implements ClusterUnderTest, ExtensionContext.Store.CloseableResource {

    static final String HOW_TO_GET_ONE =
            "no API server to test against: run build/kube-assets once, or set KUBEBUILDER_ASSETS";

    /** Put this on a class of tests that need it. */
    static final class Needed implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (RealCluster.findAssets().isEmpty()) {
                if (System.getenv("CI") != null) {
                    throw new IllegalStateException(HOW_TO_GET_ONE);
                }
                return ConditionEvaluationResult.disabled(HOW_TO_GET_ONE);
            }
            instance = context.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .getOrComputeIfAbsent(Testbed.class, key -> start(), Testbed.class);
            return ConditionEvaluationResult.enabled("an API server is there");
        }
    }

    private static Testbed instance;

    private final RealCluster cluster;
    private final KubernetesClient admin;
    private final Controllers controllers;
    private final KubernetesProvider provider;

    private Testbed(RealCluster cluster) throws IOException {
        this.cluster = cluster;
        this.admin = cluster.admin();
        define();
        cluster.startControllers();
        admin.load(stream(role())).create();
        admin.raw("/api/v1/namespaces", "POST", Map.of("metadata", Map.of("name", "openshift")));
        this.controllers = new Controllers(cluster.admin());
        this.provider = provider(settings());
        Awaitility.await().atMost(patience()).untilAsserted(() -> assertThat(
                        provider.observations().health().state())
                .isEqualTo(State.READY));
    }

    static Testbed get() {
        return instance;
    }

    RealCluster cluster() {
        return cluster;
    }

    /** Returns a client that may do everything. */
    Api admin() {
        return new Api(() -> admin);
    }

    /** Returns the port of namespaces past the provider under test. */
    Spaces adminSpaces() {
        return new Spaces(admin(), SpaceStyle.USUAL, Runnable::run);
    }

    Settings settings() {
        return brisk(new Settings.Target(
                Optional.empty(),
                "",
                cluster.url(),
                Optional.of(cluster.providerTokenFile()),
                Optional.of(cluster.authority())));
    }

    /** Returns settings for tests, which do not want to wait. */
    static Settings brisk(Settings.Target target) {
        Settings usual = Settings.usual(target);
        return new Settings(
                target,
                usual.templateNamespaces(),
                Duration.ofSeconds(5),
                Duration.ofMillis(500),
                usual.limit(),
                usual.spaces(),
                usual.userAgent());
    }

    static KubernetesProvider provider(Settings settings) {
        return new KubernetesProvider(settings, () -> ClientConfig.of(settings, false), Clock.systemUTC()).start();
    }

    @Override
    public ClusterProvider provider() {
        return provider;
    }

    @Override
    public void addTemplate(TemplateDocument template) {
        admin().create(Kind.TEMPLATE, template.namespace(), template.tree());
    }

    /** A quota is in force once the controller has counted what is there. */
    @Override
    public void awaitQuota(NamespaceName space) {
        Awaitility.await().atMost(patience()).until(() -> {
            Map<String, Object> quota = admin().get(Kind.QUOTA.path(space.value(), SpaceObjects.QUOTA));
            return Tree.path(quota, "status", "used")
                    .keySet()
                    .containsAll(Tree.path(quota, "spec", "hard").keySet());
        });
    }

    @Override
    public void close() {
        provider.close();
        controllers.close();
        admin.close();
        cluster.close();
    }

    private static Testbed start() {
        try {
            return new Testbed(new RealCluster(RealCluster.findAssets().orElseThrow()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void define() {
        admin.load(Testbed.class.getResourceAsStream("/crds/openshift-kubevirt.yaml"))
                .create();
        KindFinder kinds = new KindFinder(admin());
        Awaitility.await()
                .atMost(patience())
                .until(() -> List.of(Kind.TEMPLATE, Kind.INSTANCE, Kind.MACHINE, Kind.GUEST).stream()
                        .allMatch(kind ->
                                kinds.find(kind.apiVersion(), kind.name()).isPresent()));
    }

    /** Takes the role from the documentation, so that what stands there is what the provider gets along with. */
    private static String role() throws IOException {
        String text = Files.readString(Path.of("../../docs/kubernetes-rbac.md"));
        Matcher yaml = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(text);
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
