package io.ssvirt.cluster.kubernetes.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.ssvirt.cluster.spi.Labels;
import io.ssvirt.cluster.spi.ObservedInstance;
import io.ssvirt.cluster.spi.ObservedMachine;
import io.ssvirt.cluster.spi.ObservedSpace;
import io.ssvirt.model.InstancePhase;
import io.ssvirt.model.NetworkInterface;

import static org.assertj.core.api.Assertions.assertThat;

final class ProjectionTest {

    private static final String UID = "7c1f7c0e-26b4-4d0e-9d84-0d6f0d0c9a11";
    private static final UUID OWNER = UUID.fromString("1b5a3a4e-6a1e-4a56-8a5b-3d2f0f3b7c22");

    private static Map<String, Object> metadata(Map<String, Object> labels) {
        return Map.of("name", "web", "namespace", "vdc-a", "uid", UID, "labels", labels);
    }

    private static ObservedInstance instance(Object... conditions) {
        return InstanceProjection.of(
                Map.of("metadata", metadata(Map.of()), "status", Map.of("conditions", List.of(conditions))));
    }

    private static Map<String, Object> condition(String type, String status, String message) {
        return Map.of("type", type, "status", status, "message", message);
    }

    private static ObservedMachine machine(Map<String, Object> spec, Map<String, Object> status) {
        return MachineProjection.of(Map.of(
                "apiVersion",
                "kubevirt.io/v1",
                "kind",
                "VirtualMachine",
                "metadata",
                metadata(Map.of(Labels.INSTANCE_OWNER, OWNER.toString())),
                "spec",
                spec,
                "status",
                status));
    }

    @Test
    void anInstanceIsPendingUntilAConditionSaysMore() {
        assertThat(instance().phase()).isEqualTo(InstancePhase.PENDING);
        assertThat(instance(condition("Ready", "False", "Waiting for instantiated objects"))
                        .phase())
                .isEqualTo(InstancePhase.PENDING);
        assertThat(instance(condition("Ready", "True", "")).phase()).isEqualTo(InstancePhase.READY);
    }

    @Test
    void aFailureCountsAloneAndBesideReady() {
        ObservedInstance failed = instance(
                condition("Ready", "False", "See InstantiateFailure condition for error message"),
                condition("InstantiateFailure", "True", "secrets \"x\" not found"));

        assertThat(failed.phase()).isEqualTo(InstancePhase.FAILED);
        assertThat(failed.message()).isEqualTo("secrets \"x\" not found");
        assertThat(instance(condition("InstantiateFailure", "True", "no")).phase())
                .isEqualTo(InstancePhase.FAILED);
    }

    @Test
    void anInstanceOfSomebodyElseHasNoVapp() {
        assertThat(instance().vappId()).isEmpty();
    }

    @Test
    void aNamespaceNamesItsBlockersOnlyWhileItTerminates() {
        Map<String, Object> status = Map.of(
                "conditions",
                List.of(
                        condition("NamespaceDeletionContentFailure", "True", "unsupported"),
                        condition("NamespaceDeletionDiscoveryFailure", "False", "fine")));
        Map<String, Object> living = Map.of("name", "vdc-a", "uid", UID);
        Map<String, Object> leaving = Map.of("name", "vdc-a", "uid", UID, "deletionTimestamp", "2026-08-01T00:00:00Z");

        ObservedSpace space = SpaceProjection.of(Map.of("metadata", leaving, "status", status));

        assertThat(space.terminating()).isTrue();
        assertThat(space.blockers()).containsExactly("NamespaceDeletionContentFailure: unsupported");
        assertThat(SpaceProjection.of(Map.of("metadata", living, "status", status))
                        .blockers())
                .isEmpty();
    }

    @Test
    void onlyTheFieldRunningAsksForAStart() {
        assertThat(machine(Map.of("running", true), Map.of()).wantsToRun()).isTrue();
        assertThat(machine(Map.of("running", false), Map.of()).wantsToRun()).isFalse();
        assertThat(machine(Map.of("runStrategy", "Always"), Map.of()).wantsToRun())
                .isFalse();
    }

    @Test
    void aMachineTellsWhatIsWrongAndNotThatItIsStopped() {
        Map<String, Object> stopped = Map.of("conditions", List.of(condition("Ready", "False", "VMI does not exist")));
        Map<String, Object> refused =
                Map.of("conditions", List.of(condition("Synchronized", "False", "exceeded quota: vdc-quota")));

        assertThat(machine(Map.of(), stopped).message()).isEmpty();
        assertThat(machine(Map.of(), refused).message()).isEqualTo("exceeded quota: vdc-quota");
    }

    @Test
    void whatRunsAddsWhatOnlyItKnows() {
        Guest guest = Guest.of(Map.of(
                "metadata", Map.of("ownerReferences", List.of(Map.of("kind", "VirtualMachine", "uid", UID))),
                "status",
                        Map.of(
                                "nodeName", "node01",
                                "currentCPUTopology", Map.of("sockets", 2, "cores", 2, "threads", 1),
                                "memory", Map.of("guestCurrent", "2Gi"),
                                "guestOSInfo", Map.of("name", "Fedora Linux", "version", "42"),
                                "interfaces",
                                        List.of(Map.of("name", "default", "ipAddress", "10.0.0.7", "mac", "02:07")),
                                "conditions", List.of(condition("AgentConnected", "True", "")))));

        ObservedMachine joined =
                MachineProjection.with(machine(Map.of(), Map.of("printableStatus", "Running")), Optional.of(guest));

        assertThat(joined.instanceUid()).contains(OWNER);
        assertThat(joined.printableStatus()).isEqualTo("Running");
        assertThat(joined.cpus()).isEqualTo(4);
        assertThat(joined.coresPerSocket()).isEqualTo(2);
        assertThat(joined.memoryBytes()).isEqualTo(2L << 30);
        assertThat(joined.guestOs()).isEqualTo("Fedora Linux 42");
        assertThat(joined.node()).isEqualTo("node01");
        assertThat(joined.agent()).isTrue();
        assertThat(joined.networks()).containsExactly(new NetworkInterface("default", "10.0.0.7", "02:07", true));
    }

    @Test
    void whatRanUnderAnOlderMachineOfThatNameAddsNothing() {
        ObservedMachine machine = machine(Map.of(), Map.of());
        Guest old = Guest.of(Map.of(
                "metadata", Map.of("ownerReferences", List.of(Map.of("kind", "VirtualMachine", "uid", "other"))),
                "status", Map.of("nodeName", "node01")));

        assertThat(MachineProjection.with(machine, Optional.of(old))).isEqualTo(machine);
    }

    @Test
    void aNameStaysOneSegmentOfThePath() {
        assertThat(Kind.TEMPLATE.path("openshift", "../../secrets/a b"))
                .isEqualTo("/apis/template.openshift.io/v1/namespaces/openshift/templates/..%2F..%2Fsecrets%2Fa%20b");
        assertThat(Kind.NAMESPACE.path("", "..")).isEqualTo("/api/v1/namespaces/%2E%2E");
    }
}
