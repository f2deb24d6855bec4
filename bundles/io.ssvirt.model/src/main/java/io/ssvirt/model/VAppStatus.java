package io.ssvirt.model;

import java.util.Collection;

/** Status of a vApp as clients read it (contract 1.8). */
public enum VAppStatus {
    INSTANTIATING,
    DEPLOYED,
    FAILED,
    DELETING;

    /** Computes the status from the three things that decide it: life, instance and machines, of which there must be some. */
    public static VAppStatus of(VAppState state, InstancePhase instance, Collection<VmStatus> machines) {
        return of(state, instance, machines, true);
    }

    /**
     * Computes the status from the things that decide it: life, instance and machines.
     *
     * @param awaited whether a vApp without machines is one that has not got them yet; it is not when its template has none, or
     *     when they were deleted
     */
    public static VAppStatus of(
            VAppState state, InstancePhase instance, Collection<VmStatus> machines, boolean awaited) {
        if (state == VAppState.DELETING) {
            return DELETING;
        }
        if (instance == InstancePhase.FAILED || instance == InstancePhase.MISSING) {
            return FAILED;
        }
        if (state == VAppState.CREATING || instance == InstancePhase.PENDING || machines.isEmpty() && awaited) {
            return INSTANTIATING;
        }
        if (machines.contains(VmStatus.DELETING)) {
            return DELETING;
        }
        return DEPLOYED;
    }
}
