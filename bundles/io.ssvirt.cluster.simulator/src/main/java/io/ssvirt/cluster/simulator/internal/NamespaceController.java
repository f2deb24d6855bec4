package io.ssvirt.cluster.simulator.internal;

/** Ends namespaces whose time has come, with everything in them. The lock of the world is held by the caller. */
final class NamespaceController {

    private final World world;
    private final MachineController machines;

    NamespaceController(World world, MachineController machines) {
        this.world = world;
        this.machines = machines;
    }

    /** Starts ending a namespace; its machines go down at once. */
    Space terminate(Space space) {
        Space ending = space.endingAt(world.in(world.pace().terminating()));
        world.spaces().put(space.name(), ending);
        world.machines().where(machine -> machine.space().equals(space.name())).forEach(machines::delete);
        world.changedSpace(space.name());
        return ending;
    }

    /** Ends what is due. */
    void work() {
        long now = world.now();
        world.spaces()
                .where(space -> space.terminating() && space.goneAt() <= now)
                .forEach(this::end);
    }

    private void end(Space space) {
        String name = space.name();
        world.machines().where(machine -> machine.space().equals(name)).forEach(machine -> world.machines()
                .remove(Shelf.key(name, machine.name())));
        world.things().where(thing -> thing.space().equals(name)).forEach(thing -> world.things()
                .remove(Shelf.key(name, thing.kind() + "/" + thing.name())));
        world.secrets().where(secret -> secret.space().equals(name)).forEach(secret -> world.secrets()
                .remove(Shelf.key(name, secret.name())));
        world.instances().where(instance -> instance.space().equals(name)).forEach(instance -> {
            world.instances().remove(Shelf.key(name, instance.name()));
            world.changedInstance(name, instance.name());
        });
        world.spaces().remove(name);
        world.changedSpace(name);
    }
}
