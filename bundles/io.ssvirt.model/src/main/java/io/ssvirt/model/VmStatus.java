package io.ssvirt.model;

/** Status of a VM as clients read it (contract 1.10 and 4.6). */
public enum VmStatus {
    POWERED_ON,
    POWERED_OFF,
    POWERING_ON,
    POWERING_OFF,
    STARTING,
    STOPPED,
    SUSPENDED,
    UNKNOWN,
    ERROR,
    DELETING;

    /** Tells whether powering on would change nothing. */
    public boolean isOnOrGoingOn() {
        return this == POWERED_ON || this == POWERING_ON || this == STARTING;
    }

    /** Tells whether powering off would change nothing. */
    public boolean isOffOrGoingOff() {
        return this == POWERED_OFF || this == POWERING_OFF || this == STOPPED;
    }

    /**
     * Reads what KubeVirt prints for a VirtualMachine (contract 4.6).
     *
     * @param printable {@code status.printableStatus}; empty while the controller has not written it
     * @param deleting whether the object has a deletion timestamp
     * @param wantsToRun whether the object itself asks to be started ({@code running: true})
     */
    public static VmStatus of(String printable, boolean deleting, boolean wantsToRun) {
        if (deleting) {
            return DELETING;
        }
        return switch (printable) {
            case "Running", "Migrating" -> POWERED_ON;
            case "Stopped" -> POWERED_OFF;
            case "Starting" -> POWERING_ON;
            case "Stopping", "Terminating" -> POWERING_OFF;
            case "Provisioning", "WaitingForVolumeBinding", "WaitingForReceiver" -> STARTING;
            case "Paused" -> SUSPENDED;
            case "CrashLoopBackOff",
                    "ErrorUnschedulable",
                    "ErrImagePull",
                    "ImagePullBackOff",
                    "ErrorPvcNotFound",
                    "DataVolumeError" -> ERROR;
            case "" -> wantsToRun ? STARTING : STOPPED;
            default -> UNKNOWN;
        };
    }
}
