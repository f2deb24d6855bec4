package io.ssvirt.vapp.internal;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.PowerAction;
import io.ssvirt.model.VmStatus;

/** Which power actions make sense in which status (contract 2.13). */
final class PowerRules {

    private PowerRules() {}

    /** Tells whether the machine is, or is on its way, where the action would bring it. */
    static boolean isThere(VmStatus status, PowerAction action) {
        return action == PowerAction.ON ? status.isOnOrGoingOn() : status.isOffOrGoingOff();
    }

    /** Returns the status of a machine whose cluster has accepted the action. */
    static VmStatus underWay(PowerAction action) {
        return action == PowerAction.ON ? VmStatus.POWERING_ON : VmStatus.POWERING_OFF;
    }

    static DomainError alreadyThere(PowerAction action) {
        return DomainError.invalid(
                "action",
                action == PowerAction.ON
                        ? "VM is already powered on or powering on"
                        : "VM is already powered off or powering off");
    }
}
