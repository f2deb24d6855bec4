package io.ssvirt.cluster.kubernetes.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.ClusterResult.Refused;
import io.ssvirt.cluster.spi.MachineChange;
import io.ssvirt.cluster.spi.MachineReference;
import io.ssvirt.cluster.spi.ObservedMachine;
import io.ssvirt.cluster.spi.OperationKey;
import io.ssvirt.cluster.spi.RefusalReason;
import io.ssvirt.cluster.spi.template.Tree;
import io.ssvirt.model.NamespaceName;
import io.ssvirt.model.PowerAction;

import static org.assertj.core.api.Assertions.assertThat;

/** Power through KubeVirt's own API as a real API server passes it on, in the states that the suite of the seam does not reach. */
@ExtendWith(Testbed.Needed.class)
final class VirtApiTest {

    private static final OperationKey KEY = new OperationKey("power");

    private final Testbed testbed = Testbed.get();
    private final Api admin = testbed.admin();
    private final VirtAnswers answers = testbed.virtApi().answers();
    private final String namespace = "virt-" + UUID.randomUUID().toString().substring(0, 8);
    private MachineReference machine;

    @BeforeEach
    void makeNamespace() {
        admin.create(Kind.NAMESPACE, "", Map.of("metadata", Map.of("name", namespace)));
    }

    @AfterEach
    void tidy() {
        answers.withHandler();
        admin.delete(
                Kind.NAMESPACE,
                "",
                namespace,
                Metadata.of(admin.find(Kind.NAMESPACE, "", namespace).orElseThrow())
                        .uid());
    }

    private void machineThat(String strategy, Map<String, Object> domain, String status) {
        Map<String, Object> made = admin.create(
                Kind.MACHINE,
                namespace,
                Map.of(
                        "apiVersion",
                        "kubevirt.io/v1",
                        "kind",
                        "VirtualMachine",
                        "metadata",
                        Map.of("name", "web"),
                        "spec",
                        Map.of(
                                "runStrategy",
                                strategy,
                                "template",
                                Map.of("metadata", Map.of(), "spec", Map.of("domain", domain)))));
        machine = new MachineReference(
                new NamespaceName(namespace), "web", Metadata.of(made).uid());
        becomes(status);
    }

    private void becomes(String status) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> status.equals(status()));
    }

    private String status() {
        return Tree.text(Tree.map(read(Kind.MACHINE), "status"), "printableStatus");
    }

    private Map<String, Object> read(Kind kind) {
        return admin.find(kind, namespace, "web").orElse(Map.of());
    }

    private ClusterResult<ObservedMachine> power(PowerAction action) {
        return testbed.provider().machines().power(machine, action, KEY);
    }

    private List<String> calls(Runnable during) {
        int before = testbed.virtApi().calls().size();
        during.run();
        return testbed.virtApi().calls().stream()
                .skip(before)
                .filter(call -> call.contains("/web/"))
                .toList();
    }

    private static String wrong(ClusterResult<ObservedMachine> result) {
        assertThat(result).isInstanceOf(Refused.class);
        Refused<ObservedMachine> refused = (Refused<ObservedMachine>) result;
        assertThat(refused.reason()).as(refused.explanation()).isEqualTo(RefusalReason.WRONG_STATE);
        return refused.explanation();
    }

    @Test
    void eachActionIsTheCallThatKubeVirtHasForIt() {
        machineThat("Halted", Map.of(), "Stopped");
        assertThat(calls(() -> power(PowerAction.ON))).containsExactly("virtualmachines/web/start");
        becomes("Running");
        assertThat(calls(() -> power(PowerAction.SUSPEND))).containsExactly("virtualmachineinstances/web/pause");
        becomes("Paused");
        assertThat(calls(() -> power(PowerAction.RESUME))).containsExactly("virtualmachineinstances/web/unpause");
        becomes("Running");
        assertThat(calls(() -> power(PowerAction.REBOOT))).containsExactly("virtualmachineinstances/web/softreboot");
        assertThat(calls(() -> power(PowerAction.RESET))).containsExactly("virtualmachineinstances/web/reset");
        assertThat(calls(() -> power(PowerAction.SHUTDOWN))).containsExactly("virtualmachines/web/stop");
        becomes("Stopped");
        assertThat(read(Kind.MACHINE).toString()).contains("runStrategy=Halted");
    }

    @ParameterizedTest
    @EnumSource(
            value = PowerAction.class,
            names = {"RESET", "REBOOT"})
    void aGuestWhoseNodeCannotBeAskedIsRestartedInstead(PowerAction action) {
        machineThat("Always", Map.of(), "Running");
        String before = Metadata.of(read(Kind.GUEST)).uid();
        answers.withoutHandler();

        assertThat(power(action)).isInstanceOf(ClusterResult.Applied.class);

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> !read(Kind.GUEST).isEmpty()
                        && !Metadata.of(read(Kind.GUEST)).uid().equals(before)
                        && status().equals("Running"));
        assertThat(read(Kind.MACHINE).toString()).contains("runStrategy=Always");
    }

    @Test
    void aGuestWhoseNodeCannotBeAskedIsNotSuspended() {
        machineThat("Always", Map.of(), "Running");

        answers.withoutHandler();
        assertThat(wrong(power(PowerAction.SUSPEND))).contains("node").doesNotContain("node01");
        answers.withDeafHandler();
        assertThat(wrong(power(PowerAction.SUSPEND))).contains("node").doesNotContain("10.1.2.3");
    }

    @Test
    void aGuestThatHearsNothingCannotBeAskedToReboot() {
        machineThat("Always", Map.of("features", Map.of("acpi", Map.of("enabled", false))), "Running");

        assertThat(wrong(power(PowerAction.REBOOT))).contains("neither have the agent connected nor the ACPI");
    }

    @Test
    void aMachineThatRunsOnceIsReset() {
        machineThat("Once", Map.of(), "Running");

        assertThat(power(PowerAction.RESET)).isInstanceOf(ClusterResult.Applied.class);

        answers.withoutHandler();
        Refused<ObservedMachine> refused = (Refused<ObservedMachine>) power(PowerAction.RESET);
        assertThat(refused.reason()).isEqualTo(RefusalReason.UNSUPPORTED);
        assertThat(refused.explanation()).contains("run strategy");
        assertThat(status()).isEqualTo("Running");
    }

    @Test
    void aMachineThatIsAskedToStopTwiceIsStoppingAlready() {
        machineThat("Manual", Map.of(), "Stopped");
        power(PowerAction.ON);
        becomes("Running");
        // As if its guest took its time: told to halt, and still there.
        Map<String, Object> part = Map.of(
                "metadata", Map.of("name", "web", "namespace", namespace),
                "spec", Map.of("runStrategy", "Halted"));
        admin.merge(Kind.MACHINE, part);

        ClusterResult<ObservedMachine> second = power(PowerAction.SHUTDOWN);

        assertThat(wrong(second)).containsAnyOf("VM is stopping already", "VM is not running");
        becomes("Stopped");
    }

    @Test
    void aChangeThatTheWebhookDoesNotAllowIsRefusedInItsWords() {
        machineThat("Halted", Map.of("cpu", Map.of("cores", 1)), "Stopped");
        Refused<ObservedMachine> refused = (Refused<ObservedMachine>) testbed.provider()
                .machines()
                .change(
                        machine,
                        new MachineChange(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(VirtAnswers.TOO_MANY_CPUS),
                                Optional.of(1),
                                Optional.empty()),
                        KEY);

        assertThat(refused.reason()).isEqualTo(RefusalReason.INVALID);
        assertThat(refused.explanation()).contains("CPU").doesNotContain("webhook");
    }
}
