package io.ssvirt.model;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class VAppStatusTest {

    static List<Arguments> statuses() {
        List<VmStatus> none = List.of();
        List<VmStatus> off = List.of(VmStatus.POWERED_OFF);
        return List.of(
                arguments(VAppState.CREATING, InstancePhase.PENDING, none, VAppStatus.INSTANTIATING),
                arguments(VAppState.CREATING, InstancePhase.READY, off, VAppStatus.INSTANTIATING),
                arguments(VAppState.CREATING, InstancePhase.FAILED, none, VAppStatus.FAILED),
                arguments(VAppState.READY, InstancePhase.PENDING, off, VAppStatus.INSTANTIATING),
                arguments(VAppState.READY, InstancePhase.READY, none, VAppStatus.INSTANTIATING),
                arguments(VAppState.READY, InstancePhase.READY, off, VAppStatus.DEPLOYED),
                arguments(VAppState.READY, InstancePhase.FAILED, off, VAppStatus.FAILED),
                arguments(VAppState.READY, InstancePhase.MISSING, none, VAppStatus.FAILED),
                arguments(
                        VAppState.READY,
                        InstancePhase.READY,
                        List.of(VmStatus.POWERED_ON, VmStatus.DELETING),
                        VAppStatus.DELETING),
                arguments(VAppState.DELETING, InstancePhase.FAILED, off, VAppStatus.DELETING));
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void statusFollowsFromLifeInstanceAndMachines(
            VAppState state, InstancePhase instance, List<VmStatus> machines, VAppStatus expected) {
        assertThat(VAppStatus.of(state, instance, machines)).isEqualTo(expected);
    }
}
