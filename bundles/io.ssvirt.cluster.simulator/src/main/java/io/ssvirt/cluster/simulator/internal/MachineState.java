package io.ssvirt.cluster.simulator.internal;

/**
 * What a machine is doing.
 *
 * @param status as KubeVirt prints it
 * @param wanted whether it shall run
 * @param launched whether its launcher pod was admitted for the start under way
 * @param agent whether the guest agent answers
 * @param message what a condition says is wrong
 * @param nextAt when the next step is due, in milliseconds; 0 when nothing is
 */
record MachineState(
        String status, boolean wanted, boolean launched, boolean agent, boolean deleting, String message, long nextAt) {

    static final MachineState STOPPED = new MachineState("Stopped", false, false, false, false, "", 0);

    static MachineState of(String status, boolean wanted, long nextAt) {
        return new MachineState(status, wanted, false, false, false, "", nextAt);
    }

    MachineState wanting(boolean run) {
        return new MachineState(status, run, launched, agent, deleting, message, nextAt);
    }

    static MachineState deletedAt(long time) {
        return new MachineState("Terminating", false, false, false, true, "", time);
    }
}
