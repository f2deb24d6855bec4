package io.ssvirt.cluster.kubernetes.internal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.DesiredInstance;
import io.ssvirt.cluster.spi.DesiredSpace;
import io.ssvirt.cluster.spi.InstanceReference;
import io.ssvirt.cluster.spi.Instances.Remains;
import io.ssvirt.cluster.spi.Labels;
import io.ssvirt.cluster.spi.MachineReference;
import io.ssvirt.cluster.spi.ObservedInstance;
import io.ssvirt.cluster.spi.OperationKey;
import io.ssvirt.cluster.spi.template.TemplateDocument;
import io.ssvirt.cluster.spi.template.Tree;
import io.ssvirt.model.InstancePhase;
import io.ssvirt.model.NamespaceName;
import io.ssvirt.model.PowerAction;
import io.ssvirt.model.SecretValues;
import io.ssvirt.model.VirtualDisk;

import static org.assertj.core.api.Assertions.assertThat;

/** What stands in the cluster after an instance was ensured, and after one was robbed of its finalizer. */
@ExtendWith(Testbed.Needed.class)
final class InstanceSetTest {

    private static final OperationKey KEY = new OperationKey("op-7");

    private final NamespaceName space =
            new NamespaceName("inst-" + UUID.randomUUID().toString().substring(0, 8));
    private final UUID vdcId = UUID.randomUUID();
    private final UUID vappId = UUID.randomUUID();
    private final Testbed testbed = Testbed.get();
    private final Api admin = testbed.admin();

    private static TemplateDocument template() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("apiVersion", "template.openshift.io/v1");
        tree.put("kind", "Template");
        tree.put("metadata", Map.of("name", "pair", "namespace", "openshift"));
        tree.put(
                "objects",
                List.of(
                        Map.of(
                                "apiVersion",
                                "kubevirt.io/v1",
                                "kind",
                                "VirtualMachine",
                                "metadata",
                                Map.of("name", "${NAME}"),
                                "spec",
                                Map.of("runStrategy", "Halted", "template", Map.of())),
                        Map.of("apiVersion", "v1", "kind", "ConfigMap", "metadata", Map.of("name", "${NAME}"))));
        tree.put("parameters", List.of(Map.of("name", "NAME", "required", true)));
        return new TemplateDocument(tree);
    }

    private DesiredInstance desired(String password) {
        return new DesiredInstance(
                vappId,
                space,
                "web",
                template(),
                Map.of(Labels.TEMPLATE_NAME, "pair"),
                Optional.of(SecretValues.of(Map.of("NAME", "web", "PASSWORD", password))));
    }

    private ObservedInstance ensure(DesiredInstance desired) {
        var result = testbed.provider().instances().ensure(desired, KEY);
        assertThat(result).isInstanceOf(ClusterResult.Applied.class);
        return ((ClusterResult.Applied<ObservedInstance>) result).observed();
    }

    private Map<String, Object> secret() {
        return admin.get(Kind.SECRET.path(space.value(), "web-params"));
    }

    @BeforeEach
    void make() {
        DesiredSpace desired = new DesiredSpace(
                vdcId,
                space,
                Map.of(Labels.VDC_ID, vdcId.toString(), Labels.MANAGED_BY, "ssvirt"),
                Map.of(),
                Map.of("pods", "9"),
                false,
                false);
        assertThat(testbed.provider().spaces().ensure(desired, KEY)).isInstanceOf(ClusterResult.Applied.class);
    }

    @AfterEach
    void remove() {
        testbed.provider().spaces().remove(space, vdcId, KEY);
    }

    /** The claim is one of the template; who makes volumes is not there, so an administrator says that one was bound. */
    @Test
    void aDiskIsAsBigAsItsClaimAndKeepsItsSizeWhileTheMachineRuns() {
        Map<String, Object> tree = new LinkedHashMap<>(template().tree());
        tree.put("objects", List.of(claim(), machine()));
        ObservedInstance made = ensure(new DesiredInstance(
                vappId,
                space,
                "web",
                new TemplateDocument(tree),
                Map.of(),
                Optional.of(SecretValues.of(Map.of("NAME", "web")))));

        hasDisks(made, "Stopped", new VirtualDisk("data", 5L << 30, "fast"), new VirtualDisk("root", 7L << 30, ""));
        Map<String, Object> bound = new LinkedHashMap<>(admin.get(Kind.CLAIM.path(space.value(), "web")));
        bound.put("status", Map.of("phase", "Bound", "capacity", Map.of("storage", "6Gi")));
        admin.put(Kind.CLAIM.path(space.value(), "web") + "/status", new KubernetesSerialization().asJson(bound));
        hasDisks(made, "Stopped", new VirtualDisk("data", 6L << 30, "fast"), new VirtualDisk("root", 7L << 30, ""));

        String uid =
                testbed.provider().observations().machinesOf(made.uid()).get(0).uid();
        testbed.provider().machines().power(new MachineReference(space, "web", uid), PowerAction.ON, KEY);
        hasDisks(made, "Running", new VirtualDisk("data", 6L << 30, "fast"), new VirtualDisk("root", 7L << 30, ""));
    }

    private void hasDisks(ObservedInstance of, String status, VirtualDisk... disks) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        testbed.provider().observations().machinesOf(of.uid()))
                .singleElement()
                .satisfies(machine -> assertThat(machine.printableStatus()).isEqualTo(status))
                .satisfies(machine -> assertThat(machine.disks()).containsExactlyInAnyOrder(disks)));
    }

    private static Map<String, Object> claim() {
        return Map.of(
                "apiVersion",
                "v1",
                "kind",
                "PersistentVolumeClaim",
                "metadata",
                Map.of("name", "${NAME}"),
                "spec",
                Map.of(
                        "storageClassName",
                        "fast",
                        "accessModes",
                        List.of("ReadWriteOnce"),
                        "resources",
                        Map.of("requests", Map.of("storage", "5Gi"))));
    }

    private static Map<String, Object> machine() {
        Map<String, Object> volume = Map.of(
                "metadata",
                Map.of("name", "${NAME}-root"),
                "spec",
                Map.of("storage", Map.of("resources", Map.of("requests", Map.of("storage", "7Gi")))));
        List<Object> volumes = List.of(
                Map.of("name", "data", "persistentVolumeClaim", Map.of("claimName", "${NAME}")),
                Map.of("name", "root", "dataVolume", Map.of("name", "${NAME}-root")),
                Map.of("name", "init", "cloudInitNoCloud", Map.of("userData", "x")));
        return Map.of(
                "apiVersion",
                "kubevirt.io/v1",
                "kind",
                "VirtualMachine",
                "metadata",
                Map.of("name", "${NAME}"),
                "spec",
                Map.of(
                        "runStrategy",
                        "Halted",
                        "dataVolumeTemplates",
                        List.of(volume),
                        "template",
                        Map.of("spec", Map.of("domain", Map.of(), "volumes", volumes))));
    }

    /** The cluster keeps a namespace that holds a parameter, and creates the object there. */
    @Test
    void withoutAnAccountOfTheVdcNoParameterDecidesWhereObjectsAre() {
        Map<String, Object> tree = new LinkedHashMap<>(template().tree());
        tree.put(
                "objects",
                List.of(Map.of(
                        "apiVersion",
                        "v1",
                        "kind",
                        "ConfigMap",
                        "metadata",
                        Map.of("name", "theirs", "namespace", "${NAME}"))));
        DesiredInstance reaching = new DesiredInstance(
                vappId,
                space,
                "web",
                new TemplateDocument(tree),
                Map.of(),
                Optional.of(SecretValues.of(Map.of("NAME", "openshift"))));
        TemplateInstances ours = new TemplateInstances(admin, new Leftovers(admin), false);

        var result = ours.ensure(reaching, KEY);

        assertThat(result).isInstanceOf(ClusterResult.Refused.class);
        assertThat(((ClusterResult.Refused<ObservedInstance>) result).explanation())
                .contains("in a namespace that a parameter names");
        assertThat(admin.find(Kind.INSTANCE, space.value(), "web")).isEmpty();
    }

    @Test
    void theSecretIsLabelledAndOwnedByTheInstanceWhichCarriesTheWholeTemplate() {
        ObservedInstance made = ensure(desired("x"));

        Map<String, Object> metadata = Tree.map(secret(), "metadata");
        assertThat(Tree.map(metadata, "labels"))
                .isEqualTo(Map.of(
                        Labels.MANAGED_BY, "ssvirt",
                        Labels.TEMPLATE_INSTANCE, "web",
                        Labels.VAPP_ID, vappId.toString()));
        assertThat(Tree.maps(metadata, "ownerReferences")).singleElement().satisfies(owner -> assertThat(owner)
                .containsEntry("kind", "TemplateInstance")
                .containsEntry("uid", made.uid().toString()));
        Map<String, Object> instance = admin.get(Kind.INSTANCE.path(space.value(), "web"));
        assertThat(Tree.path(instance, "spec", "template")).isEqualTo(template().tree());
        assertThat(Tree.path(instance, "metadata", "labels"))
                .containsEntry(Labels.TEMPLATE_NAME, "pair")
                .containsEntry(Labels.VAPP_ID, vappId.toString());
        assertThat(Tree.path(instance, "metadata", "annotations")).containsEntry(Labels.OPERATION, "op-7");
    }

    @Test
    void aSecretOfAnAttemptThatBrokeOffIsTakenOverWithTheNewValues() {
        new ParameterSecrets(admin).ensure(desired("old"), KEY);

        ensure(desired("new"));

        assertThat(Tree.text(Tree.map(secret(), "data"), "PASSWORD")).isEqualTo("bmV3");
    }

    @Test
    void aSecretOfSomebodyElseIsAConflictAndNoInstanceIsMade() {
        admin.create(Kind.SECRET, space.value(), Map.of("metadata", Map.of("name", "web-params")));

        assertThat(testbed.provider().instances().ensure(desired("x"), KEY))
                .isEqualTo(new ClusterResult.Conflict<>("Secret \"web-params\"", ""));
        assertThat(admin.find(Kind.INSTANCE, space.value(), "web")).isEmpty();
    }

    @Test
    void whatAnInstanceLeftBehindIsFoundByItsOwnerLabelAndDeleted() {
        ObservedInstance made = ensure(desired("x"));
        InstanceReference reference = new InstanceReference(space, "web", vappId, Optional.of(made.uid()));
        Awaitility.await().until(() -> testbed.provider()
                .observations()
                .instance(space, "web")
                .filter(seen -> seen.phase() == InstancePhase.READY)
                .isPresent());
        Map<String, Object> instance = admin.get(Kind.INSTANCE.path(space.value(), "web"));
        Map<String, Object> metadata = new LinkedHashMap<>(Tree.map(instance, "metadata"));
        metadata.remove("finalizers");
        Map<String, Object> robbed = new LinkedHashMap<>(instance);
        robbed.put("metadata", metadata);
        admin.replace(Kind.INSTANCE, space.value(), "web", robbed);

        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        testbed.provider().instances().remove(reference, KEY))
                .isEqualTo(ClusterResult.applied(new Remains(false, false, 0))));

        assertThat(admin.find(Kind.MACHINE, space.value(), "web")).isEmpty();
        assertThat(admin.find(new Kind("", "v1", "ConfigMap", "configmaps", true), space.value(), "web"))
                .isEmpty();
    }
}
