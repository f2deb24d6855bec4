package io.ssvirt.vapp.internal;

import java.util.Optional;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.PowerAction;
import io.ssvirt.model.VmStatus;

/** Which power actions make sense in which status (contract 2.13). */
final class PowerRules {

    private PowerRules() {}

    /** Tells whether the machine is, or is on its way, where the action would bring it. */
    static boolean isThere(VmStatus status, PowerAction action) {
        return switch (action) {
            case ON, RESUME -> status.isOnOrGoingOn();
            case OFF, SHUTDOWN -> status.isOffOrGoingOff();
            case SUSPEND -> status == VmStatus.SUSPENDED;
            case RESET, REBOOT -> false;
        };
    }

    /** Returns what stands against an action; empty when only the cluster can tell. */
    static Optional<DomainError> against(VmStatus status, PowerAction action) {
        if (status == VmStatus.DELETING) {
            return Optional.of(DomainError.conflict("DELETING", "VM is in a conflicting state"));
        }
        if (isThere(status, action)) {
            return Optional.of(invalid(alreadyThere(action)));
        }
        boolean off = status.isOffOrGoingOff();
        return switch (action) {
            case RESUME -> off ? Optional.of(invalid("VM is not suspended")) : Optional.empty();
            case SUSPEND, RESET, REBOOT ->
                off ? Optional.of(invalid("VM is not powered on")) : suspended(status, action);
            case SHUTDOWN -> suspended(status, action);
            case ON, OFF -> Optional.empty();
        };
    }

    private static Optional<DomainError> suspended(VmStatus status, PowerAction action) {
        boolean asksTheGuest = action == PowerAction.SHUTDOWN || action == PowerAction.REBOOT;
        return asksTheGuest && status == VmStatus.SUSPENDED
                ? Optional.of(invalid("VM is suspended, so its guest cannot be asked; resume it first"))
                : Optional.empty();
    }

    /** Returns the status of a machine whose cluster has accepted the action; empty when it stays as it is. */
    static Optional<VmStatus> underWay(PowerAction action) {
        return switch (action) {
            case ON, RESUME -> Optional.of(VmStatus.POWERING_ON);
            case OFF, SHUTDOWN -> Optional.of(VmStatus.POWERING_OFF);
            case SUSPEND -> Optional.of(VmStatus.SUSPENDED);
            case RESET, REBOOT -> Optional.empty();
        };
    }

    private static String alreadyThere(PowerAction action) {
        return switch (action) {
            case ON, RESUME -> "VM is already powered on or powering on";
            case SUSPEND -> "VM is already suspended";
            default -> "VM is already powered off or powering off";
        };
    }

    private static DomainError invalid(String message) {
        return DomainError.invalid("action", message);
    }
}
