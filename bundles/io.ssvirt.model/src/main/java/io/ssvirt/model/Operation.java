package io.ssvirt.model;

/** The mutations that reach the cluster, by the operation name that a task carries. */
public enum Operation {
    ORG_DELETE("orgDelete"),
    VDC_CREATE("vdcCreateVdc"),
    VDC_UPDATE("vdcUpdateVdc"),
    VDC_DELETE("vdcDeleteVdc"),
    VAPP_INSTANTIATE("vdcInstantiateVapp"),
    VAPP_DELETE("vdcDeleteVapp"),
    VM_POWER_ON("vappPowerOn"),
    VM_POWER_OFF("vappPowerOff");

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
