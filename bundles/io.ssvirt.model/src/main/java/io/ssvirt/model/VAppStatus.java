package io.ssvirt.model;

import java.util.Collection;

/** Status of a vApp as clients read it (contract 1.8). */
public enum VAppStatus {
    INSTANTIATING,
    DEPLOYED,
    FAILED,
    DELETING;

    /** Computes the status from the three things that decide it: life, instance and machines. */
    public static VAppStatus of(VAppState state, InstancePhase instance, Collection<VmStatus> machines) {
        if (state == VAppState.DELETING) {
            return DELETING;
        }
        if (instance == InstancePhase.FAILED || instance == InstancePhase.MISSING) {
            return FAILED;
        }
        if (state == VAppState.CREATING || instance == InstancePhase.PENDING || machines.isEmpty()) {
            return INSTANTIATING;
        }
        if (machines.contains(VmStatus.DELETING)) {
            return DELETING;
        }
        return DEPLOYED;
    }
}
