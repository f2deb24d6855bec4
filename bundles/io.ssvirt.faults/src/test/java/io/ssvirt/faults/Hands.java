package io.ssvirt.faults;

import java.util.UUID;

import io.ssvirt.cluster.simulator.internal.Inside;
import io.ssvirt.cluster.spi.DesiredInstance;
import io.ssvirt.cluster.spi.DesiredSpace;
import io.ssvirt.cluster.spi.InstanceReference;
import io.ssvirt.cluster.spi.MachineReference;
import io.ssvirt.model.NamespaceName;

/** Somebody else who works on the cluster at the wrong moment, on the very thing that a call is about. */
final class Hands {

    private final Lab lab;

    Hands(Lab lab) {
        this.lab = lab;
    }

    /** Takes away what a call is about; tells whether the cluster then answers by itself that it is not there. */
    boolean takeAway(Object[] arguments) {
        Inside inside = lab.cluster().inside();
        if (arguments[0] instanceof NamespaceName space && arguments.length > 1) {
            inside.removeNamespace(space.value());
            return true;
        }
        if (arguments[0] instanceof InstanceReference instance) {
            inside.removeInstance(instance.space().value(), instance.name());
            return true;
        }
        if (arguments[0] instanceof MachineReference machine) {
            inside.removeMachine(machine.space().value(), machine.name());
            return true;
        }
        return false;
    }

    /** Makes somebody else's object look like ours. */
    void adopt(Object[] arguments) {
        Inside inside = lab.cluster().inside();
        if (arguments[0] instanceof DesiredSpace space) {
            inside.relabelNamespace(space.name().value(), space.vdcId());
        } else if (arguments[0] instanceof NamespaceName space) {
            inside.relabelNamespace(space.value(), (UUID) arguments[1]);
        } else if (arguments[0] instanceof DesiredInstance instance) {
            inside.relabelInstance(instance.space().value(), instance.name(), instance.vappId());
        }
    }

    /** Puts somebody else's object in the place of what a call is about; tells whether that was possible. */
    boolean usurp(Object[] arguments) {
        Inside inside = lab.cluster().inside();
        UUID somebody = new UUID(lab.random().nextLong(), lab.random().nextLong());
        boolean done = usurp(inside, arguments, somebody);
        if (done) {
            lab.foreign().add(somebody.toString());
        }
        return done;
    }

    private boolean usurp(Inside inside, Object[] arguments, UUID somebody) {
        if (arguments[0] instanceof DesiredSpace space) {
            inside.usurpNamespace(space.name().value(), somebody);
            lab.excuse(space.vdcId());
            return true;
        }
        if (arguments[0] instanceof NamespaceName space && arguments.length > 1) {
            inside.usurpNamespace(space.value(), somebody);
            return true;
        }
        if (arguments[0] instanceof DesiredInstance instance) {
            inside.usurpInstance(instance.space().value(), instance.name(), somebody);
            return true;
        }
        if (arguments[0] instanceof InstanceReference instance) {
            inside.usurpInstance(instance.space().value(), instance.name(), somebody);
            return true;
        }
        return false;
    }
}
