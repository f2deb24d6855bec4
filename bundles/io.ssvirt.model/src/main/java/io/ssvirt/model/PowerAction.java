package io.ssvirt.model;

import java.util.Arrays;
import java.util.Optional;

/** What can be asked of a machine's power. */
public enum PowerAction {
    /** Starts it. A machine that is suspended goes on. */
    ON(Operation.VM_POWER_ON),
    /** Takes its power away without asking the guest. */
    OFF(Operation.VM_POWER_OFF),
    /** Presses its reset button: memory is lost, disks and addresses stay. */
    RESET(Operation.VM_RESET),
    /** Stops its processors and keeps its memory. */
    SUSPEND(Operation.VM_SUSPEND),
    /** Lets a suspended one go on. */
    RESUME(Operation.VM_RESUME),
    /** Asks the guest to shut down, and leaves it off. */
    SHUTDOWN(Operation.VM_SHUTDOWN),
    /** Asks the guest to restart. */
    REBOOT(Operation.VM_REBOOT);

    private final Operation operation;

    PowerAction(Operation operation) {
        this.operation = operation;
    }

    /** Returns the operation that a task of it carries. */
    public Operation operation() {
        return operation;
    }

    /** Finds the action of an operation; empty when the operation is not about power. */
    public static Optional<PowerAction> of(Operation operation) {
        return Arrays.stream(values())
                .filter(action -> action.operation == operation)
                .findFirst();
    }
}
