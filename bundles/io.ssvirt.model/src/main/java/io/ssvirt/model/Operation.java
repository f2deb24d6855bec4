package io.ssvirt.model;

/** The mutations that reach the cluster, by the operation name that a task carries. */
public enum Operation {
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

    /** Returns the operation name of the VCD API. */
    public String text() {
        return text;
    }
}
