package io.ssvirt.cluster.contract;

import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.ssvirt.cluster.spi.DesiredInstance;
import io.ssvirt.cluster.spi.MachineReference;
import io.ssvirt.cluster.spi.ObservedInstance;
import io.ssvirt.cluster.spi.ObservedMachine;
import io.ssvirt.cluster.spi.RefusalReason;
import io.ssvirt.model.PowerAction;

import static org.assertj.core.api.Assertions.assertThat;

/** What every provider does with machines. */
public abstract class MachinesContract extends ClusterContract {

    private DesiredInstance desired;

    private ObservedInstance instance(String runStrategy) {
        desired = instanceOf(
                Documents.template("web", Documents.machine("${NAME}", runStrategy)), readySpace(), freshName("web"));
        return settled(desired);
    }

    private String refusal(MachineReference machine, PowerAction action, RefusalReason reason) {
        return refused(provider().machines().power(machine, action, key()), reason);
    }

    @Test
    void aHaltedMachineIsStoppedAndCarriesTheUidOfItsInstance() {
        ObservedInstance instance = instance("Halted");

        ObservedMachine machine = machine(instance, "Stopped");

        assertThat(machine.name()).isEqualTo(desired.name());
        assertThat(machine.space()).isEqualTo(desired.space());
        assertThat(machine.instanceUid()).contains(instance.uid());
        assertThat(machine.uid()).isEqualTo(instance.objects().get(0).uid());
        assertThat(machine.cpus()).isEqualTo(2);
        assertThat(machine.coresPerSocket()).isEqualTo(2);
        assertThat(machine.memoryBytes()).isEqualTo(1L << 30);
        assertThat(machine.guestOs()).isEqualTo("fedora");
        assertThat(machine.deleting()).isFalse();
        assertThat(machine.wantsToRun()).isFalse();
        assertThat(applied(provider().machines().observe(reference(machine))).map(ObservedMachine::uid))
                .contains(machine.uid());
    }

    @Test
    void aMachineThatShallAlwaysRunStartsByItself() {
        ObservedInstance instance = instance("Always");

        ObservedMachine running = machine(instance, "Running");

        assertThat(running.node()).isNotEmpty();
        eventually().untilAsserted(() -> assertThat(machine(instance, "Running").networks())
                .anySatisfy(each -> assertThat(each.ipAddress()).isNotEmpty()));
    }

    @Test
    void powerGoesOnAndOffAndOnAgain() {
        ObservedInstance instance = instance("Halted");
        MachineReference machine = reference(machine(instance, "Stopped"));

        applied(provider().machines().power(machine, PowerAction.ON, key()));
        assertThat(machine(instance, "Running").uid()).isEqualTo(machine.uid());
        applied(provider().machines().power(machine, PowerAction.OFF, key()));
        assertThat(machine(instance, "Stopped").uid()).isEqualTo(machine.uid());
        applied(provider().machines().power(machine, PowerAction.ON, key()));
        assertThat(machine(instance, "Running").uid()).isEqualTo(machine.uid());
    }

    @Test
    void aMachineThatIsThereAlreadyIsRefusedInTheWordsOfTheCluster() {
        ObservedInstance instance = instance("Halted");
        MachineReference machine = reference(machine(instance, "Stopped"));

        assertThat(refusal(machine, PowerAction.OFF, RefusalReason.WRONG_STATE)).contains("VM is not running");
        applied(provider().machines().power(machine, PowerAction.ON, key()));
        machine(instance, "Running");
        assertThat(refusal(machine, PowerAction.ON, RefusalReason.WRONG_STATE)).contains("VM is already running");
    }

    @Test
    void anUnknownMachineIsNotFound() {
        ObservedMachine machine = machine(instance("Halted"), "Stopped");
        var ofOtherName = new MachineReference(machine.space(), freshName("no"), machine.uid());
        var ofOtherUid = new MachineReference(
                machine.space(), machine.name(), UUID.randomUUID().toString());

        refusal(ofOtherName, PowerAction.ON, RefusalReason.NOT_FOUND);
        refusal(ofOtherUid, PowerAction.ON, RefusalReason.NOT_FOUND);
        assertThat(applied(provider().machines().observe(ofOtherName))).isEmpty();
        assertThat(applied(provider().machines().observe(ofOtherUid))).isEmpty();
    }

    @Test
    void aRunningMachineGoesWithItsInstance() {
        ObservedInstance instance = instance("Always");
        ObservedMachine machine = machine(instance, "Running");

        removed(reference(desired, instance));

        assertThat(applied(provider().machines().observe(reference(machine)))).isEmpty();
        eventually().untilAsserted(() -> assertThat(provider().observations().machinesOf(instance.uid()))
                .isEmpty());
    }
}
