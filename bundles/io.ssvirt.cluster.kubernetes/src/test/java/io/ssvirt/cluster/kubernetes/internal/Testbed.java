package io.ssvirt.cluster.kubernetes.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

import io.ssvirt.cluster.contract.ClusterUnderTest;
import io.ssvirt.cluster.spi.ClusterProvider;
import io.ssvirt.cluster.spi.Observations.State;
import io.ssvirt.cluster.spi.template.TemplateDocument;
import io.ssvirt.cluster.spi.template.Tree;
import io.ssvirt.model.NamespaceName;

import static org.assertj.core.api.Assertions.assertThat;

/** The provider on a real API server with the documented role, made once for all tests; without the programs they are skipped. */
final class Testbed implements ClusterUnderTest, ExtensionContext.Store.CloseableResource {

    /** Put this on a class of tests that need it. */
    static final class Needed implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (OWN == null && !TestCluster.isPossible()) {
                return ConditionEvaluationResult.disabled(TestCluster.HOW_TO_GET_ONE);
            }
            instance = context.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .getOrComputeIfAbsent(Testbed.class, key -> start(), Testbed.class);
            return ConditionEvaluationResult.enabled("an API server is there");
        }
    }

    /** A kubeconfig of somebody's own cluster, which takes the place of the one that tests start: for the suite of the seam only. */
    private static final String OWN = System.getenv("SSVIRT_TEST_KUBECONFIG");

    private static Testbed instance;

    private final Optional<TestCluster> started;
    private final Settings settings;
    private final KubernetesProvider provider;

    private Testbed(Optional<TestCluster> started, Settings.Target target) {
        this.started = started;
        this.settings = brisk(target);
        this.provider = provider(settings);
        Awaitility.await().atMost(patience()).untilAsserted(() -> assertThat(
                        provider.observations().health().state())
                .isEqualTo(State.READY));
    }

    static Testbed get() {
        return instance;
    }

    RealCluster cluster() {
        return started.orElseThrow().server();
    }

    /** Returns what answers the calls of power. */
    VirtApi virtApi() {
        return started.orElseThrow().virtApi();
    }

    /** Returns a client that may do everything. */
    Api admin() {
        return started.orElseThrow().admin();
    }

    /** Returns the port of namespaces past the provider under test. */
    Spaces adminSpaces() {
        return new Spaces(admin(), SpaceStyle.USUAL, Runnable::run);
    }

    Settings settings() {
        return settings;
    }

    /** Returns the same settings with another who processes templates. */
    Settings settings(Processing processing) {
        return settings(processing, settings().spaces());
    }

    /** Returns the same settings with another who processes templates, and other namespaces. */
    Settings settings(Processing processing, SpaceStyle spaces) {
        Settings same = settings();
        return new Settings(
                same.target(),
                same.templateNamespaces(),
                same.requestTimeout(),
                same.probeEvery(),
                same.limit(),
                spaces,
                processing,
                same.leaseNamespace(),
                same.userAgent());
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
                usual.processing(),
                Optional.of("ssvirt"),
                usual.userAgent());
    }

    static KubernetesProvider provider(Settings settings) {
        return new KubernetesProvider(settings, () -> ClientConfig.of(settings, Optional.empty()), Clock.systemUTC())
                .start();
    }

    @Override
    public ClusterProvider provider() {
        return provider;
    }

    /** Real guests take their time. */
    @Override
    public Duration patience() {
        return started.isPresent() ? ClusterUnderTest.super.patience() : Duration.ofMinutes(5);
    }

    /** In somebody's own cluster nothing is made outside the namespaces of the tests. */
    @Override
    public void addTemplate(TemplateDocument template) {
        Assumptions.assumeTrue(started.isPresent(), "makes a template in namespace openshift");
        admin().create(Kind.TEMPLATE, template.namespace(), template.tree());
    }

    /** A quota is in force once the controller has counted what is there. */
    @Override
    public void awaitQuota(NamespaceName space) {
        // In a cluster of our own the provider has no right to look.
        Api api = started.map(TestCluster::admin).orElseGet(() -> new Api(provider.connection()));
        Awaitility.await().atMost(patience()).until(() -> {
            Map<String, Object> quota = api.get(Kind.QUOTA.path(space.value(), SpaceObjects.QUOTA));
            return Tree.path(quota, "status", "used")
                    .keySet()
                    .containsAll(Tree.path(quota, "spec", "hard").keySet());
        });
    }

    @Override
    public void close() {
        provider.close();
        started.ifPresent(TestCluster::close);
    }

    private static Testbed start() {
        if (OWN != null) {
            String context =
                    Optional.ofNullable(System.getenv("SSVIRT_TEST_CONTEXT")).orElse("");
            return new Testbed(Optional.empty(), Settings.Target.kubeconfig(Path.of(OWN), context));
        }
        try {
            TestCluster cluster = new TestCluster();
            return new Testbed(
                    Optional.of(cluster),
                    new Settings.Target(
                            Optional.empty(),
                            "",
                            cluster.url(),
                            Optional.of(cluster.tokenFile()),
                            Optional.of(cluster.server().authority())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
