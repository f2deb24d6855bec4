package io.ssvirt.cluster.simulator.internal;

import java.util.Optional;

import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.MachineChange;
import io.ssvirt.cluster.spi.MachineReference;
import io.ssvirt.cluster.spi.Machines;
import io.ssvirt.cluster.spi.ObservedMachine;
import io.ssvirt.cluster.spi.OperationKey;
import io.ssvirt.cluster.spi.RefusalReason;
import io.ssvirt.model.PowerAction;

/** Machines of the simulated cluster. */
final class SimulatedMachines implements Machines {

    private final World world;
    private final MachineController controller;
    private final Calls calls;

    SimulatedMachines(World world, MachineController controller, Calls calls) {
        this.world = world;
        this.controller = controller;
        this.calls = calls;
    }

    @Override
    public ClusterResult<ObservedMachine> power(MachineReference reference, PowerAction action, OperationKey key) {
        return calls.make(
                "machines.power",
                () -> world.change(() ->
                        own(reference).map(machine -> powered(machine, action)).orElseGet(() -> missing(reference))));
    }

    private static <T> ClusterResult<T> missing(MachineReference reference) {
        return ClusterResult.refused(
                RefusalReason.NOT_FOUND, "virtualmachine.kubevirt.io \"" + reference.name() + "\" not found");
    }

    @Override
    public ClusterResult<ObservedMachine> change(MachineReference reference, MachineChange change, OperationKey key) {
        return calls.make(
                "machines.change",
                () -> world.change(() ->
                        own(reference).map(machine -> changed(machine, change)).orElseGet(() -> missing(reference))));
    }

    private static <T> ClusterResult<T> leaving(Machine machine) {
        return ClusterResult.refused(
                RefusalReason.TERMINATING, "VirtualMachine \"" + machine.name() + "\" is being deleted");
    }

    private ClusterResult<ObservedMachine> changed(Machine machine, MachineChange change) {
        if (machine.state().deleting()) {
            return leaving(machine);
        }
        Face face = machine.face();
        if (change.isOfHardware() && !face.instancetype().isEmpty()) {
            return ClusterResult.refused(
                    RefusalReason.UNSUPPORTED,
                    "its CPUs and memory come from the instancetype \"" + face.instancetype()
                            + "\" and cannot be changed one by one");
        }
        Machine next = machine.changed(
                new Face(
                        change.displayName().orElse(face.displayName()),
                        change.description().orElse(face.description()),
                        face.instancetype()),
                new Size(
                        change.cpus().orElse(machine.cpus()),
                        change.coresPerSocket().orElse(machine.coresPerSocket()),
                        change.memoryBytes().orElse(machine.memoryBytes())));
        controller.put(next);
        return ClusterResult.applied(next.observed());
    }

    @Override
    public ClusterResult<Optional<ObservedMachine>> remove(MachineReference reference, OperationKey key) {
        return calls.make(
                "machines.remove",
                () -> world.change(() -> {
                    own(reference).ifPresent(controller::delete);
                    return ClusterResult.applied(own(reference).map(Machine::observed));
                }));
    }

    private ClusterResult<ObservedMachine> powered(Machine machine, PowerAction action) {
        if (machine.state().deleting()) {
            return leaving(machine);
        }
        return next(machine, action).map(next -> {
            controller.put(next);
            return next.observed();
        });
    }

    private ClusterResult<Machine> next(Machine machine, PowerAction action) {
        boolean wanted = machine.state().wanted();
        return switch (action) {
            case ON ->
                machine.isPaused()
                        ? resumed(machine)
                        : wanted ? wrong(machine, "VM is already running") : ClusterResult.applied(started(machine));
            case OFF, SHUTDOWN ->
                wanted ? ClusterResult.applied(controller.stopping(machine)) : wrong(machine, "VM is not running");
            case SUSPEND -> machine.isPaused() ? wrong(machine, "VMI is already paused") : paused(machine);
            case RESUME -> machine.isPaused() ? resumed(machine) : wrong(machine, "VMI is not paused");
            case RESET, REBOOT ->
                machine.hasGuest()
                        ? ClusterResult.applied(machine.in(controller.running()))
                        : wrong(machine, "VM is not running");
        };
    }

    private static ClusterResult<Machine> paused(Machine machine) {
        MachineState now = machine.state();
        return machine.hasGuest()
                ? ClusterResult.applied(machine.in(new MachineState("Paused", true, true, now.agent(), false, "", 0)))
                : wrong(machine, "VM is not running");
    }

    private ClusterResult<Machine> resumed(Machine machine) {
        MachineState now = machine.state();
        long agentAt = now.agent() ? 0 : controller.running().nextAt();
        return ClusterResult.applied(
                machine.in(new MachineState("Running", true, true, now.agent(), false, "", agentAt)));
    }

    /** A machine that is still stopping starts when it has stopped. */
    private Machine started(Machine machine) {
        return "Stopping".equals(machine.state().status())
                ? machine.in(machine.state().wanting(true))
                : controller.starting(machine);
    }

    private static <T> ClusterResult<T> wrong(Machine machine, String why) {
        return ClusterResult.refused(
                RefusalReason.WRONG_STATE,
                "Operation cannot be fulfilled on virtualmachine.kubevirt.io \"" + machine.name() + "\": " + why);
    }

    @Override
    public ClusterResult<Optional<ObservedMachine>> observe(MachineReference reference) {
        return calls.make(
                "machines.observe",
                () -> world.look(() -> ClusterResult.applied(own(reference).map(Machine::observed))));
    }

    private Optional<Machine> own(MachineReference reference) {
        return world.machines()
                .get(Shelf.key(reference.space().value(), reference.name()))
                .filter(machine -> machine.uid().equals(reference.uid()));
    }
}
