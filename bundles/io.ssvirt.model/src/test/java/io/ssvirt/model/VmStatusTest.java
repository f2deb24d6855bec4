package io.ssvirt.model;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class VmStatusTest {

    @ParameterizedTest
    @CsvSource({
        "Running, POWERED_ON",
        "Migrating, POWERED_ON",
        "Stopped, POWERED_OFF",
        "Starting, POWERING_ON",
        "Stopping, POWERING_OFF",
        "Terminating, POWERING_OFF",
        "Provisioning, STARTING",
        "WaitingForVolumeBinding, STARTING",
        "WaitingForReceiver, STARTING",
        "Paused, SUSPENDED",
        "Unknown, UNKNOWN",
        "CrashLoopBackOff, ERROR",
        "ErrorUnschedulable, ERROR",
        "ErrImagePull, ERROR",
        "ImagePullBackOff, ERROR",
        "ErrorPvcNotFound, ERROR",
        "DataVolumeError, ERROR",
        "SomethingNew, UNKNOWN"
    })
    void printableStatusesReadAsTheContractSays(String printable, VmStatus expected) {
        assertThat(VmStatus.of(printable, false, false)).isEqualTo(expected);
    }

    @Test
    void aMachineBeingDeletedIsThatWhateverItPrints() {
        assertThat(VmStatus.of("Running", true, true)).isEqualTo(VmStatus.DELETING);
    }

    @Test
    void beforeTheFirstStatusTheWishDecides() {
        assertThat(VmStatus.of("", false, true)).isEqualTo(VmStatus.STARTING);
        assertThat(VmStatus.of("", false, false)).isEqualTo(VmStatus.STOPPED);
    }
}
