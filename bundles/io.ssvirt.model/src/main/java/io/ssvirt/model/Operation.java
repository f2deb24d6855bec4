package io.ssvirt.model;

/**
 * The mutations that reach the cluster, by the operation name that a task carries; no two have the same.
 *
 * <p>Those of power are carried out on one machine, or on a vApp: then on all of its machines.
 */
public enum Operation {
    ORG_DELETE("orgDelete"),
    VDC_CREATE("vdcCreateVdc"),
    VDC_UPDATE("vdcUpdateVdc"),
    VDC_DELETE("vdcDeleteVdc"),
    VAPP_INSTANTIATE("vdcInstantiateVapp"),
    VAPP_DELETE("vdcDeleteVapp"),
    VM_POWER_ON("vappPowerOn"),
    VM_POWER_OFF("vappPowerOff"),
    VM_RESET("vappReset"),
    VM_SUSPEND("vappSuspend"),
    VM_RESUME("vappResume"),
    VM_SHUTDOWN("vappShutdown"),
    VM_REBOOT("vappReboot"),
    VM_UPDATE("vdcUpdateVm"),
    VM_DELETE("vdcDeleteVm");

    private final String text;

    Operation(String text) {
        this.text = text;
    }

    /** Tells whether the entity exists only since this operation was accepted, so that no other can stand before it. */
    public boolean isCreation() {
        return this == VDC_CREATE || this == VAPP_INSTANTIATE;
    }

    /** Returns the operation name of the VCD API. */
    public String text() {
        return text;
    }
}
