package io.ssvirt.cluster.simulator.internal;

import java.util.Optional;

import io.ssvirt.cluster.spi.ClusterResult;
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
                () -> world.change(() -> own(reference)
                        .map(machine -> powered(machine, action))
                        .orElseGet(() -> ClusterResult.refused(
                                RefusalReason.NOT_FOUND,
                                "virtualmachine.kubevirt.io \"" + reference.name() + "\" not found"))));
    }

    private ClusterResult<ObservedMachine> powered(Machine machine, PowerAction action) {
        if (machine.state().deleting()) {
            return wrong(machine, "VM is being deleted");
        }
        boolean wanted = action == PowerAction.ON;
        if (machine.state().wanted() == wanted) {
            return wrong(machine, wanted ? "VM is already running" : "VM is not running");
        }
        Machine next = wanted ? started(machine) : controller.stopping(machine);
        controller.put(next);
        return ClusterResult.applied(next.observed());
    }

    /** A machine that is still stopping starts when it has stopped. */
    private Machine started(Machine machine) {
        return "Stopping".equals(machine.state().status())
                ? machine.in(machine.state().wanting(true))
                : controller.starting(machine);
    }

    private static ClusterResult<ObservedMachine> wrong(Machine machine, String why) {
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
