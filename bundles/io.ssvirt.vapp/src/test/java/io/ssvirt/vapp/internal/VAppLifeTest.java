package io.ssvirt.vapp.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.ssvirt.api.VApps.Detail;
import io.ssvirt.cluster.simulator.spi.SimulatorFaults.End;
import io.ssvirt.cluster.simulator.spi.SimulatorFaults.Fault;
import io.ssvirt.cluster.spi.InstanceReference;
import io.ssvirt.cluster.spi.OperationKey;
import io.ssvirt.model.ErrorKind;
import io.ssvirt.model.PowerAction;
import io.ssvirt.model.VApp;
import io.ssvirt.model.VAppStatus;
import io.ssvirt.model.Vm;
import io.ssvirt.model.VmStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The life of vApps and their machines on a real database and the simulated cluster. */
class VAppLifeTest {

    private final Playground play = new Playground(Map.of());

    @AfterEach
    void stop() throws IOException {
        play.close();
    }

    @Test
    void aVAppIsDeployedWhenItsMachineAppears() {
        VApp accepted = play.done(play.instantiate("web", "fedora-small", Map.of()))
                .entity()
                .vapp();

        assertThat(accepted.name()).isEqualTo("web");
        Vm vm = play.awaitVm(accepted, VmStatus.POWERED_ON);
        assertThat(play.detail(accepted).vapp().status()).isEqualTo(VAppStatus.DEPLOYED);
        assertThat(vm.cpus()).isEqualTo(2);
        assertThat(vm.memoryBytes()).isEqualTo(4L << 30);
        assertThat(vm.guestOs()).isEqualTo("fedora");
        assertThat(vm.networks().get(0).ipAddress()).isNotEmpty();
        assertThat(vm.disks().get(0).sizeBytes()).isEqualTo(30L << 30);
    }

    @Test
    void twoMachinesOfOneTemplateAreTwoRows() {
        VApp vapp = play.done(play.instantiate("shop", "web-and-database", Map.of()))
                .entity()
                .vapp();

        await().until(() -> play.detail(vapp).machines().size() == 2);
    }

    @Test
    void aNameIsTakenOnceWithinAVdc() {
        play.done(play.instantiate("web", "alpine-tiny", Map.of()));

        assertThat(play.instantiate("web", "alpine-tiny", Map.of()).refusal())
                .hasValueSatisfying(error -> assertThat(error.code()).isEqualTo("NAME_IN_USE"));
        assertThat(play.rows()).isEqualTo(1);
    }

    @Test
    void aRequiredParameterThatIsMissingIsNamedAndNothingIsWritten() {
        assertThat(play.instantiate("web", "debian-by-key", Map.of()).refusal()).hasValueSatisfying(error -> {
            assertThat(error.kind()).isEqualTo(ErrorKind.INVALID);
            assertThat(error.field()).contains("parameters.SSH_KEY");
        });
        assertThat(play.rows()).isZero();
        assertThat(play.cluster().provider().observations().instances()).isEmpty();
        play.done(play.instantiate("web", "debian-by-key", Map.of("SSH_KEY", "ssh-ed25519 AAAA")));
    }

    @Test
    void withoutAClusterNothingIsAccepted() {
        play.clusterGoesAway();

        assertThat(play.instantiate("web", "alpine-tiny", Map.of()).refusal()).hasValueSatisfying(error -> {
            assertThat(error.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
            assertThat(error.retryAfter()).isPresent();
        });
        assertThat(play.rows()).isZero();
    }

    @Test
    void aFailureOfTheClusterIsReadableOnTheVApp() {
        VApp first = play.done(play.instantiate("one", "alpine-tiny", Map.of("NAME", "same")))
                .entity()
                .vapp();
        play.awaitVm(first, VmStatus.POWERED_ON);
        VApp second = play.done(play.instantiate("two", "alpine-tiny", Map.of("NAME", "same")))
                .entity()
                .vapp();

        await().until(() -> play.detail(second).vapp().status() == VAppStatus.FAILED);
        assertThat(play.detail(second).vapp().failure()).contains("\"same\" already exists");
        play.done(play.delete(second, false));
        assertThat(play.detail(first).vapp().status()).isEqualTo(VAppStatus.DEPLOYED);
    }

    @Test
    void aVAppWithRunningMachinesIsDeletedOnlyByForceAndCompletely() {
        VApp vapp = play.done(play.instantiate("web", "alpine-tiny", Map.of()))
                .entity()
                .vapp();
        play.awaitVm(vapp, VmStatus.POWERED_ON);

        assertThat(play.delete(vapp, false).refusal())
                .hasValueSatisfying(error -> assertThat(error.message()).isEqualTo("vApp contains running VMs"));
        assertThat(play.detail(vapp).vapp().status()).isEqualTo(VAppStatus.DEPLOYED);
        assertThat(play.done(play.delete(vapp, true)).isFinished()).isTrue();

        assertThat(play.rows()).isZero();
        assertThat(play.cluster().provider().observations().instances()).isEmpty();
        play.done(play.instantiate("web", "alpine-tiny", Map.of()));
    }

    @Test
    void powerGoesOffAndOnAndIsRefusedWhereItIsAlready() {
        VApp vapp = play.done(play.instantiate("web", "alpine-tiny", Map.of()))
                .entity()
                .vapp();
        Vm vm = play.awaitVm(vapp, VmStatus.POWERED_ON);

        assertThat(play.power(vm, PowerAction.ON).refusal())
                .hasValueSatisfying(error -> assertThat(error.message()).contains("already powered on"));
        assertThat(play.done(play.power(vm, PowerAction.OFF)).entity().status())
                .isIn(VmStatus.POWERING_OFF, VmStatus.POWERED_OFF);
        play.awaitVm(vapp, VmStatus.POWERED_OFF);
        play.done(play.power(vm, PowerAction.ON));
        play.awaitVm(vapp, VmStatus.POWERED_ON);
    }

    @Test
    void anInstantiationWhoseValuesWereLostWithItsProcessIsTakenBackAndSaysSo() {
        UUID task = play.accepted("web", "alpine-tiny");

        await().until(() -> play.task(task).status().isFinal());

        assertThat(play.task(task).error())
                .hasValueSatisfying(error -> assertThat(error.message()).contains("restarted", "instantiate it again"));
        assertThat(play.rows()).isZero();
        play.done(play.instantiate("web", "alpine-tiny", Map.of()));
    }

    @Test
    void aPowerCallWhoseAnswerGetsLostHasWorkedAllTheSame() {
        VApp vapp = play.done(play.instantiate("web", "alpine-tiny", Map.of()))
                .entity()
                .vapp();
        Vm vm = play.awaitVm(vapp, VmStatus.POWERED_ON);
        int[] calls = {0};
        play.cluster()
                .faults(call -> call.equals("machines.power") && calls[0]++ == 0
                        ? new Fault(Duration.ZERO, End.ANSWER_LOST)
                        : Fault.NONE);

        assertThat(play.power(vm, PowerAction.OFF).refusal()).isEmpty();

        play.awaitVm(vapp, VmStatus.POWERED_OFF);
    }

    @Test
    void whatTheClusterForbidsLeavesNothing() {
        play.cluster()
                .faults(call -> call.equals("instances.ensure") ? new Fault(Duration.ZERO, End.FORBIDDEN) : Fault.NONE);

        assertThat(play.instantiate("web", "alpine-tiny", Map.of()).refusal())
                .hasValueSatisfying(error -> assertThat(error.kind()).isEqualTo(ErrorKind.REFUSED));

        assertThat(play.rows()).isZero();
        play.cluster().faults(call -> Fault.NONE);
        play.done(play.instantiate("web", "alpine-tiny", Map.of()));
    }

    @Test
    void anInstanceRemovedBehindOurBackShowsOnTheVApp() {
        VApp vapp = play.done(play.instantiate("web", "alpine-tiny", Map.of()))
                .entity()
                .vapp();
        play.awaitVm(vapp, VmStatus.POWERED_ON);

        play.cluster()
                .provider()
                .instances()
                .remove(
                        new InstanceReference(vapp.namespace(), "web", vapp.id().id(), Optional.empty()),
                        new OperationKey("somebody"));

        await().until(() -> play.detail(vapp).vapp().status() == VAppStatus.FAILED);
        Detail gone = play.detail(vapp);
        assertThat(gone.vapp().failure()).contains("removed from the cluster");
        assertThat(play.done(play.delete(vapp, false)).isFinished()).isTrue();
    }
}
