package io.ssvirt.vapp.internal;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.ssvirt.api.VApps;
import io.ssvirt.api.VirtualMachines.Edit;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.ErrorKind;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.PowerAction;
import io.ssvirt.model.Query;
import io.ssvirt.model.VApp;
import io.ssvirt.model.VAppStatus;
import io.ssvirt.model.Vm;
import io.ssvirt.model.VmStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Machines from the use cases down to a simulated cluster: power, change, deletion, and what their vApp shows of it. */
class MachineLifeTest {

    private final Playground play = new Playground(Map.of());

    @AfterEach
    void end() throws IOException {
        play.close();
    }

    private VApp running(String name) {
        VApp vapp = play.done(play.instantiate(name, "alpine-tiny", Map.of()))
                .entity()
                .vapp();
        play.awaitVm(vapp, VmStatus.POWERED_ON);
        return vapp;
    }

    private Vm only(VApp vapp) {
        List<Vm> machines = play.detail(vapp).machines();
        assertThat(machines).hasSize(1);
        return machines.get(0);
    }

    private static String message(Outcome<?> outcome) {
        return outcome.refusal().map(DomainError::message).orElse("");
    }

    private static Edit hardware(Integer cpus, Integer cores, Long memory) {
        return new Edit(
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(cpus),
                Optional.ofNullable(cores),
                Optional.ofNullable(memory));
    }

    @Test
    void aMachineIsSuspendedAndGoesOnWhereItWas() {
        VApp vapp = running("web");
        Vm vm = only(vapp);

        assertThat(play.done(play.power(vm, PowerAction.SUSPEND)).entity().status())
                .isEqualTo(VmStatus.SUSPENDED);
        play.awaitVm(vapp, VmStatus.SUSPENDED);
        assertThat(message(play.power(vm, PowerAction.SUSPEND))).isEqualTo("VM is already suspended");
        assertThat(message(play.power(vm, PowerAction.SHUTDOWN))).contains("resume it first");
        play.done(play.power(vm, PowerAction.RESUME));
        play.awaitVm(vapp, VmStatus.POWERED_ON);
        assertThat(message(play.power(vm, PowerAction.RESUME))).contains("already powered on");
    }

    @Test
    void switchingOnASuspendedMachineLetsItGoOn() {
        VApp vapp = running("web");
        play.done(play.power(only(vapp), PowerAction.SUSPEND));
        play.awaitVm(vapp, VmStatus.SUSPENDED);

        play.done(play.power(only(vapp), PowerAction.ON));

        play.awaitVm(vapp, VmStatus.POWERED_ON);
    }

    @Test
    void aResetMachineStaysOnAndIsTheSame() {
        VApp vapp = running("web");
        Vm vm = only(vapp);

        assertThat(play.done(play.power(vm, PowerAction.RESET)).entity().status())
                .isEqualTo(VmStatus.POWERED_ON);
        assertThat(play.done(play.power(vm, PowerAction.REBOOT)).isFinished()).isTrue();

        assertThat(only(vapp).uid()).isEqualTo(vm.uid());
        await().until(() -> only(vapp).agent());
    }

    @Test
    void whatNeedsARunningMachineIsRefusedWhereItIsOff() {
        VApp vapp = running("web");
        play.done(play.power(only(vapp), PowerAction.SHUTDOWN));
        Vm vm = play.awaitVm(vapp, VmStatus.POWERED_OFF);

        for (PowerAction action : List.of(PowerAction.SUSPEND, PowerAction.RESET, PowerAction.REBOOT)) {
            Outcome<?> refused = play.power(vm, action);
            assertThat(refused.refusal().orElseThrow().kind()).isEqualTo(ErrorKind.INVALID);
            assertThat(message(refused)).isEqualTo("VM is not powered on");
        }
        assertThat(message(play.power(vm, PowerAction.RESUME))).isEqualTo("VM is not suspended");
        assertThat(message(play.power(vm, PowerAction.SHUTDOWN))).contains("already powered off");
    }

    @Test
    void theHardwareOfAStoppedMachineChangesAtOnce() {
        VApp vapp = running("web");
        play.done(play.power(only(vapp), PowerAction.OFF));
        Vm vm = play.awaitVm(vapp, VmStatus.POWERED_OFF);

        Vm changed = play.done(play.machines().edit(Playground.USER, vm.id(), hardware(4, 2, 2L << 30)))
                .entity();

        assertThat(changed.cpus()).isEqualTo(4);
        assertThat(changed.coresPerSocket()).isEqualTo(2);
        assertThat(changed.memoryBytes()).isEqualTo(2L << 30);
        assertThat(changed.needsRestart()).isFalse();
    }

    @Test
    void theHardwareOfARunningMachineWaitsForItsNextStartAndTheMachineSaysSo() {
        VApp vapp = running("web");
        Vm vm = only(vapp);

        Vm changed = play.done(play.machines().edit(Playground.USER, vm.id(), hardware(vm.cpus() + 1, null, null)))
                .entity();

        assertThat(changed.needsRestart()).isTrue();
        assertThat(changed.cpus()).isEqualTo(vm.cpus());
        play.done(play.power(vm, PowerAction.OFF));
        play.awaitVm(vapp, VmStatus.POWERED_OFF);
        play.done(play.power(vm, PowerAction.ON));
        play.awaitVm(vapp, VmStatus.POWERED_ON);
        assertThat(only(vapp).cpus()).isEqualTo(vm.cpus() + 1);
        assertThat(only(vapp).needsRestart()).isFalse();
    }

    @Test
    void aMachineIsCalledAsItsUserLikes() {
        VApp vapp = running("web");
        Vm vm = only(vapp);
        Edit named = new Edit(
                Optional.of("Shop front"), Optional.of("sells"), Optional.empty(), Optional.empty(), Optional.empty());

        Vm changed =
                play.done(play.machines().edit(Playground.USER, vm.id(), named)).entity();

        assertThat(changed.name()).isEqualTo("Shop front");
        assertThat(changed.description()).isEqualTo("sells");
        assertThat(changed.objectName()).isEqualTo(vm.objectName());
        Edit unnamed =
                new Edit(Optional.empty(), Optional.of(""), Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(play.done(play.machines().edit(Playground.USER, vm.id(), unnamed))
                        .entity()
                        .description())
                .isEmpty();
    }

    @Test
    void impossibleHardwareIsRefusedWithItsField() {
        VApp vapp = running("web");
        Vm vm = only(vapp);

        assertThat(play.machines()
                        .edit(Playground.USER, vm.id(), hardware(0, null, null))
                        .refusal())
                .hasValueSatisfying(error -> assertThat(error.field()).contains("hardware.numCpus"));
        assertThat(play.machines()
                        .edit(Playground.USER, vm.id(), hardware(4, 3, null))
                        .refusal())
                .hasValueSatisfying(error -> assertThat(error.field()).contains("hardware.numCoresPerSocket"));
        assertThat(play.machines()
                        .edit(Playground.USER, vm.id(), hardware(null, null, 17L))
                        .refusal())
                .hasValueSatisfying(error -> assertThat(error.field()).contains("hardware.memoryMB"));
    }

    @Test
    void whatAClientReadIsNoChangeWhenItSendsItBack() {
        VApp vapp = running("web");
        Vm vm = only(vapp);

        Vm after = play.done(play.machines()
                        .edit(
                                Playground.USER,
                                vm.id(),
                                new Edit(
                                        Optional.of(vm.name()),
                                        Optional.of(vm.description()),
                                        Optional.of(vm.cpus()),
                                        Optional.of(vm.coresPerSocket()),
                                        Optional.of(vm.memoryBytes() >> 20 << 20))))
                .entity();

        assertThat(after.needsRestart()).isFalse();
        assertThat(after.name()).isEqualTo(vm.name());
    }

    @Test
    void aSingleMachineIsDeletedAndItsVAppStays() {
        VApp vapp = running("web");
        Vm vm = only(vapp);

        assertThat(message(play.machines().delete(Playground.USER, vm.id(), false)))
                .isEqualTo("VM is running");
        assertThat(only(vapp).status()).isEqualTo(VmStatus.POWERED_ON);
        assertThat(play.done(play.machines().delete(Playground.USER, vm.id(), true))
                        .isFinished())
                .isTrue();

        await().until(() -> play.detail(vapp).machines().isEmpty());
        await().untilAsserted(
                        () -> assertThat(play.detail(vapp).vapp().status()).isEqualTo(VAppStatus.DEPLOYED));
        assertThat(play.done(play.delete(vapp, false)).isFinished()).isTrue();
        assertThat(play.rows()).isZero();
    }

    @Test
    void aVAppSwitchesAllItsMachinesWithOneTask() {
        VApp vapp = play.done(play.instantiate("shop", "web-and-database", Map.of()))
                .entity()
                .vapp();
        await().until(() -> !play.detail(vapp).machines().isEmpty()
                && play.detail(vapp).machines().stream().allMatch(vm -> vm.status() == VmStatus.POWERED_ON));

        assertThat(play.done(play.vapps().power(Playground.USER, vapp.id(), PowerAction.OFF))
                        .task()
                        .owner())
                .isEqualTo(vapp.id());

        await().until(() -> play.detail(vapp).machines().stream().allMatch(vm -> vm.status() == VmStatus.POWERED_OFF));
        assertThat(play.detail(vapp).machines().size()).isGreaterThan(1);
        play.done(play.vapps().power(Playground.USER, vapp.id(), PowerAction.OFF));
        assertThat(message(play.vapps().power(Playground.USER, vapp.id(), PowerAction.SUSPEND)))
                .isEqualTo("VM is not powered on");
        play.done(play.vapps().power(Playground.USER, vapp.id(), PowerAction.ON));
        await().until(() -> play.detail(vapp).machines().stream().allMatch(vm -> vm.status() == VmStatus.POWERED_ON));
    }

    @Test
    void aVAppIsRenamedAndItsOldNameIsFreeWhileItsInstanceKeepsIt() {
        VApp vapp = running("web");
        VApps.Edit renamed = new VApps.Edit(Optional.of("shop"), Optional.of("sells"));

        VApp after = play.done(play.vapps().edit(Playground.USER, vapp.id(), renamed))
                .vapp();
        VApp second = running("web");

        assertThat(after.name()).isEqualTo("shop");
        assertThat(after.description()).isEqualTo("sells");
        assertThat(after.instanceName()).isEqualTo("web");
        assertThat(second.name()).isEqualTo("web");
        assertThat(second.instanceName()).startsWith("web-");
        assertThat(message(play.vapps()
                        .edit(Playground.USER, second.id(), new VApps.Edit(Optional.of("shop"), Optional.empty()))))
                .contains("already in use");
        assertThat(message(play.vapps()
                        .edit(Playground.USER, second.id(), new VApps.Edit(Optional.of("No Good"), Optional.empty()))))
                .contains("DNS-1123");
        play.done(play.delete(after, true));
        assertThat(play.detail(second).vapp().status()).isEqualTo(VAppStatus.DEPLOYED);
    }

    @Test
    void theDetailOfAVAppTellsWhatTheClusterMadeOfItsTemplate() {
        VApp vapp = running("web");

        VApps.Instance instance = play.detail(vapp).instance().orElseThrow();

        assertThat(instance.objects())
                .anySatisfy(object -> assertThat(object.kind()).isEqualTo("VirtualMachine"));
        assertThat(play.done(play.vapps().list(Playground.USER, Query.page(1, 25)))
                        .values())
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.instance()).isEmpty();
                    assertThat(entry.machines()).hasSize(1);
                });
        assertThat(play.done(play.machines().list(Playground.USER, Query.page(1, 25)))
                        .values())
                .extracting(Vm::id)
                .containsExactly(only(vapp).id());
    }
}
