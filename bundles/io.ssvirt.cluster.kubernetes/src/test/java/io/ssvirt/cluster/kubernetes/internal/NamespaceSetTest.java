package io.ssvirt.cluster.kubernetes.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.DesiredSpace;
import io.ssvirt.cluster.spi.Labels;
import io.ssvirt.cluster.spi.OperationKey;
import io.ssvirt.cluster.spi.RefusalReason;
import io.ssvirt.cluster.spi.template.Tree;
import io.ssvirt.model.NamespaceName;

import static org.assertj.core.api.Assertions.assertThat;

/** What stands in the cluster after a namespace set was ensured. */
@ExtendWith(Testbed.Needed.class)
final class NamespaceSetTest {

    private static final OperationKey KEY = new OperationKey("op-1");

    private final NamespaceName name =
            new NamespaceName("set-" + UUID.randomUUID().toString().substring(0, 8));
    private final UUID vdcId = UUID.randomUUID();
    private final Api admin = Testbed.get().admin();

    private DesiredSpace desired(Map<String, String> quota, boolean memory, boolean cpu) {
        return new DesiredSpace(
                vdcId,
                name,
                Map.of(Labels.VDC_ID, vdcId.toString(), Labels.MANAGED_BY, "ssvirt", Labels.VDC, "dev"),
                Map.of("ssvirt.io/vdc-description", "For tests"),
                quota,
                memory,
                cpu);
    }

    private void ensure(DesiredSpace desired) {
        assertThat(Testbed.get().provider().spaces().ensure(desired, KEY)).isInstanceOf(ClusterResult.Applied.class);
    }

    private Map<String, Object> spec(Kind kind, String object) {
        return Tree.map(admin.get(kind.path(name.value(), object)), "spec");
    }

    @AfterEach
    void remove() {
        Testbed.get().provider().spaces().remove(name, vdcId, KEY);
    }

    @Test
    void theWholeSetIsThereAndNamesItsOperation() {
        ensure(desired(Map.of("limits.memory", "1024Mi", "requests.memory", "1024Mi", "pods", "50"), true, false));

        Map<String, Object> namespace = Tree.map(admin.get(Kind.NAMESPACE.path("", name.value())), "metadata");
        assertThat(Tree.map(namespace, "annotations"))
                .containsEntry(Labels.OPERATION, "op-1")
                .containsEntry("ssvirt.io/vdc-description", "For tests");
        assertThat(Tree.map(spec(Kind.QUOTA, "vdc-quota"), "hard"))
                .isEqualTo(Map.of("limits.memory", "1Gi", "requests.memory", "1Gi", "pods", "50"));
        Map<String, Object> limit =
                Tree.maps(spec(Kind.LIMITS, "vdc-limits"), "limits").get(0);
        assertThat(Tree.map(limit, "default")).isEqualTo(Map.of("memory", "256Mi"));
        assertThat(Tree.map(limit, "defaultRequest")).isEqualTo(Map.of("memory", "64Mi"));
        assertThat(Tree.list(spec(Kind.NETWORK_POLICY, "vdc-isolation"), "policyTypes"))
                .containsExactly("Ingress", "Egress");
    }

    @Test
    void podsReachTheSameVdcAndTheDnsAndNothingElse() {
        ensure(desired(Map.of("pods", "5"), false, false));

        Map<String, Object> spec = spec(Kind.NETWORK_POLICY, "vdc-isolation");
        assertThat(spec).containsEntry("podSelector", Map.of());
        assertThat(Tree.maps(spec, "ingress"))
                .containsExactly(Map.of("from", List.of(Map.of("podSelector", Map.of()))));
        assertThat(Tree.maps(spec, "egress")).hasSize(2).satisfies(egress -> {
            assertThat(egress.get(0)).isEqualTo(Map.of("to", List.of(Map.of("podSelector", Map.of()))));
            assertThat(egress.get(1).toString())
                    .contains("openshift-dns", "kube-system", "port=53}", "port=5353}", "UDP", "TCP");
        });
    }

    @Test
    void theAccountForTemplatesMayCreateWhatTheyConsistOfAndOnlyHere() {
        ensure(desired(Map.of("pods", "5"), false, false));

        assertThat(mayAsAccount("create", "kubevirt.io", "virtualmachines", name.value()))
                .isTrue();
        assertThat(mayAsAccount("create", "template.openshift.io", "templateconfigs", name.value()))
                .isTrue();
        assertThat(mayAsAccount("get", "", "secrets", name.value())).isTrue();
        assertThat(mayAsAccount("list", "", "secrets", name.value())).isFalse();
        assertThat(mayAsAccount("delete", "kubevirt.io", "virtualmachines", name.value()))
                .isFalse();
        assertThat(mayAsAccount("create", "kubevirt.io", "virtualmachines", "openshift"))
                .isFalse();
    }

    private boolean mayAsAccount(String verb, String group, String resource, String namespace) {
        Map<String, Object> review = Map.of(
                "apiVersion", "authorization.k8s.io/v1",
                "kind", "SubjectAccessReview",
                "spec",
                        Map.of(
                                "user",
                                SpaceAccount.user(name.value()),
                                "resourceAttributes",
                                Map.of(
                                        "verb", verb,
                                        "group", group,
                                        "resource", resource,
                                        "namespace", namespace)));
        Kind reviews = new Kind("authorization.k8s.io", "v1", "SubjectAccessReview", "subjectaccessreviews", false);
        return "true".equals(Tree.text(Tree.map(admin.create(reviews, "", review), "status"), "allowed"));
    }

    @Test
    void aNetworkOfItsOwnIsMadeWhereTheClusterHasThem() {
        SpaceStyle networked = new SpaceStyle(
                SpaceStyle.Isolation.STRICT, Optional.of("10.20.0.0/16"), false, SpaceStyle.USUAL.templateKinds());

        assertThat(new Spaces(admin, networked, Runnable::run).ensure(desired(Map.of("pods", "5"), false, false), KEY))
                .isInstanceOf(ClusterResult.Applied.class);

        Map<String, Object> namespace = Tree.map(admin.get(Kind.NAMESPACE.path("", name.value())), "metadata");
        assertThat(Tree.map(namespace, "labels")).containsEntry("k8s.ovn.org/primary-user-defined-network", "");
        assertThat(Tree.map(spec(Kind.NETWORK, "vdc-network"), "layer2"))
                .containsEntry("role", "Primary")
                .containsEntry("subnets", List.of("10.20.0.0/16"));
        assertThat(admin.find(Kind.ACCOUNT, name.value(), SpaceAccount.NAME)).isEmpty();
    }

    @Test
    void anAnnotationThatNoLongerHoldsGoesAndThoseOfOthersStay() {
        DesiredSpace disabled = new DesiredSpace(
                vdcId,
                name,
                Map.of(Labels.VDC_ID, vdcId.toString(), Labels.MANAGED_BY, "ssvirt"),
                Map.of("ssvirt.io/vdc-disabled", "true"),
                Map.of("pods", "5"),
                false,
                false);
        ensure(disabled);
        admin.merge(
                Kind.NAMESPACE,
                Map.of("metadata", Map.of("name", name.value(), "annotations", Map.of("example.org/cost", "7"))));

        ensure(desired(Map.of("pods", "5"), true, false));

        Map<String, Object> metadata = Tree.map(admin.get(Kind.NAMESPACE.path("", name.value())), "metadata");
        assertThat(Tree.map(metadata, "annotations"))
                .doesNotContainKey("ssvirt.io/vdc-disabled")
                .containsEntry("example.org/cost", "7");
        assertThat(Tree.map(metadata, "labels")).containsEntry("alpha.kubevirt.io/auto-memory-limits-ratio", "1.0");
    }

    @Test
    void anAccountWithoutRightsIsRefusedInPlainWordsAndTheRestGoesOn() {
        Settings.Target stranger = new Settings.Target(
                Optional.empty(),
                "",
                Testbed.get().cluster().url(),
                Optional.of(Testbed.get().cluster().strangerTokenFile()),
                Optional.of(Testbed.get().cluster().authority()));
        try (KubernetesProvider provider = Testbed.provider(Testbed.brisk(stranger))) {
            var result = provider.spaces().ensure(desired(Map.of(), false, false), KEY);

            assertThat(result)
                    .isEqualTo(ClusterResult.refused(
                            RefusalReason.FORBIDDEN,
                            "SSVirt may not create Namespace \"" + name
                                    + "\" in the cluster; its administrator finds the missing right in the log"));
            Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                            provider.observations().health().detail())
                    .contains(
                            "namespaces cannot be watched: SSVirt's account in the cluster lacks the right to list namespaces",
                            "lacks the right to list virtualmachines.kubevirt.io"));
        }
    }

    @Test
    void whatIsNoLongerLimitedLosesItsLimits() {
        ensure(desired(Map.of("limits.memory", "1Gi", "pods", "50"), true, true));
        ensure(desired(Map.of("pods", "60"), false, false));

        assertThat(Tree.map(spec(Kind.QUOTA, "vdc-quota"), "hard")).isEqualTo(Map.of("pods", "60"));
        assertThat(admin.find(Kind.LIMITS, name.value(), "vdc-limits")).isEmpty();
    }

    @Test
    void withoutIsolationThePolicyGoesAndOneOfSomebodyElseStays() {
        ensure(desired(Map.of("pods", "5"), false, false));
        Spaces open = new Spaces(
                admin,
                new SpaceStyle(SpaceStyle.Isolation.NONE, Optional.empty(), true, SpaceStyle.USUAL.templateKinds()),
                Runnable::run);

        open.ensure(desired(Map.of("pods", "5"), false, false), KEY);
        assertThat(admin.find(Kind.NETWORK_POLICY, name.value(), "vdc-isolation"))
                .isEmpty();

        admin.create(
                Kind.NETWORK_POLICY,
                name.value(),
                Map.of("metadata", Map.of("name", "vdc-isolation"), "spec", Map.of("podSelector", Map.of())));
        open.ensure(desired(Map.of("pods", "5"), false, false), KEY);
        assertThat(admin.find(Kind.NETWORK_POLICY, name.value(), "vdc-isolation"))
                .isPresent();
    }

    @Test
    void aLimitThatSomebodyElsePutIntoTheQuotaDoesNotStay() {
        admin.create(
                Kind.NAMESPACE,
                "",
                Map.of("metadata", Map.of("name", name.value(), "labels", Map.of(Labels.VDC_ID, vdcId.toString()))));
        admin.create(
                Kind.QUOTA,
                name.value(),
                Map.of(
                        "metadata",
                        Map.of("name", "vdc-quota"),
                        "spec",
                        Map.of("hard", Map.of("limits.memory", "1Gi", "pods", "5"))));

        ensure(desired(Map.of("pods", "50", "services", "10"), false, false));

        assertThat(Tree.map(spec(Kind.QUOTA, "vdc-quota"), "hard")).isEqualTo(Map.of("pods", "50", "services", "10"));
    }

    @Test
    void aNamespaceOfSomebodyElseStaysAsItIs() {
        admin.create(Kind.NAMESPACE, "", Map.of("metadata", Map.of("name", name.value(), "labels", Map.of("a", "b"))));

        var result = Testbed.get().provider().spaces().ensure(desired(Map.of(), false, false), KEY);

        assertThat(result).isEqualTo(new ClusterResult.Conflict<>("Namespace \"" + name + "\"", ""));
        Map<String, Object> metadata = Tree.map(admin.get(Kind.NAMESPACE.path("", name.value())), "metadata");
        assertThat(Tree.map(metadata, "labels")).containsEntry("a", "b").doesNotContainKey(Labels.VDC_ID);
        assertThat(admin.find(Kind.QUOTA, name.value(), "vdc-quota")).isEmpty();
        admin.delete(Kind.NAMESPACE, "", name.value(), Tree.text(metadata, "uid"));
    }

    @Test
    void anAmountThatIsNoneIsRefusedWithTheField() {
        var result = Testbed.get().provider().spaces().ensure(desired(Map.of("pods", "-5"), false, false), KEY);

        assertThat(result).isInstanceOf(ClusterResult.Refused.class);
        var refused = (ClusterResult.Refused<?>) result;
        assertThat(refused.reason()).isEqualTo(RefusalReason.INVALID);
        assertThat(refused.explanation()).contains("spec.hard");
    }
}
