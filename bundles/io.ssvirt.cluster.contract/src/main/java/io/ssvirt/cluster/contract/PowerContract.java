package io.ssvirt.cluster.contract;

import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.DesiredInstance;
import io.ssvirt.cluster.spi.MachineReference;
import io.ssvirt.cluster.spi.ObservedInstance;
import io.ssvirt.cluster.spi.ObservedMachine;
import io.ssvirt.cluster.spi.RefusalReason;
import io.ssvirt.model.PowerAction;

import static org.assertj.core.api.Assertions.assertThat;

/** What every provider does with the power of machines, in each state and however they say whether they run. */
public abstract class PowerContract extends ClusterContract {

    private ObservedInstance instance;

    private MachineReference machineThat(Map<String, Object> fields, String status) {
        DesiredInstance desired = instanceOf(
                Documents.template("web", Documents.machine("${NAME}", fields)), readySpace(), freshName("web"));
        instance = settled(desired);
        return reference(machine(instance, status));
    }

    private MachineReference running() {
        return machineThat(Map.of("runStrategy", "Always"), "Running");
    }

    private void power(MachineReference machine, PowerAction action) {
        applied(provider().machines().power(machine, action, key()));
    }

    private String wrong(MachineReference machine, PowerAction action) {
        return refused(provider().machines().power(machine, action, key()), RefusalReason.WRONG_STATE);
    }

    private void becomes(MachineReference machine, String status) {
        assertThat(machine(instance, status).uid()).isEqualTo(machine.uid());
    }

    static Stream<Map<String, Object>> manners() {
        return Stream.of(
                Map.of("runStrategy", "Always"),
                Map.of("runStrategy", "Halted"),
                Map.of("runStrategy", "Manual"),
                Map.of("runStrategy", "RerunOnFailure"),
                Map.of("running", true),
                Map.of("running", false));
    }

    @ParameterizedTest
    @MethodSource("manners")
    void powerGoesOnAndOffHoweverAMachineSaysWhetherItRuns(Map<String, Object> fields) {
        boolean runs =
                fields.containsValue("Always") || fields.containsValue("RerunOnFailure") || fields.containsValue(true);
        MachineReference machine = machineThat(fields, runs ? "Running" : "Stopped");
        if (runs) {
            assertThat(wrong(machine, PowerAction.ON)).contains("VM is already running");
            power(machine, PowerAction.OFF);
            becomes(machine, "Stopped");
        }

        assertThat(wrong(machine, PowerAction.OFF)).contains("VM is not running");
        assertThat(wrong(machine, PowerAction.SHUTDOWN)).contains("VM is not running");
        power(machine, PowerAction.ON);
        becomes(machine, "Running");
        power(machine, PowerAction.SHUTDOWN);
        becomes(machine, "Stopped");
    }

    @ParameterizedTest
    @EnumSource(
            value = PowerAction.class,
            names = {"SUSPEND", "RESUME", "RESET", "REBOOT"})
    void aMachineThatIsNotRunningHasNothingToSuspendResumeOrReset(PowerAction action) {
        MachineReference machine = machineThat(Map.of("runStrategy", "Halted"), "Stopped");

        assertThat(wrong(machine, action)).contains("not ");
        becomes(machine, "Stopped");
    }

    @Test
    void aSuspendedMachineStandsStillUntilItIsResumed() {
        MachineReference machine = running();
        assertThat(wrong(machine, PowerAction.RESUME)).contains("VMI is not paused");

        power(machine, PowerAction.SUSPEND);
        becomes(machine, "Paused");
        assertThat(wrong(machine, PowerAction.SUSPEND)).contains("VMI is already paused");

        power(machine, PowerAction.RESUME);
        becomes(machine, "Running");
    }

    @Test
    void switchingOnASuspendedMachineLetsItGoOn() {
        MachineReference machine = running();
        power(machine, PowerAction.SUSPEND);
        becomes(machine, "Paused");

        power(machine, PowerAction.ON);

        becomes(machine, "Running");
    }

    @Test
    void aSuspendedMachineCanBeSwitchedOff() {
        MachineReference machine = running();
        power(machine, PowerAction.SUSPEND);
        becomes(machine, "Paused");

        power(machine, PowerAction.OFF);

        becomes(machine, "Stopped");
    }

    @ParameterizedTest
    @EnumSource(
            value = PowerAction.class,
            names = {"RESET", "REBOOT"})
    void aMachineThatIsResetRunsOn(PowerAction action) {
        MachineReference machine = running();

        power(machine, action);

        becomes(machine, "Running");
    }

    @Test
    void aMachineThatIsBeingDeletedIsNotSwitched() {
        MachineReference machine = running();
        applied(provider().machines().remove(machine, key()));

        ClusterResult<ObservedMachine> result = provider().machines().power(machine, PowerAction.OFF, key());

        assertThat(result).isInstanceOf(ClusterResult.Refused.class);
        assertThat(((ClusterResult.Refused<ObservedMachine>) result).reason())
                .isIn(RefusalReason.TERMINATING, RefusalReason.NOT_FOUND);
    }
}
