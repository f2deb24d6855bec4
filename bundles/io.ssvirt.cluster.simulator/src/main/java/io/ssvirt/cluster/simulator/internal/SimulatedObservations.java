package io.ssvirt.cluster.simulator.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

import io.ssvirt.cluster.spi.Observations;
import io.ssvirt.cluster.spi.ObservedInstance;
import io.ssvirt.cluster.spi.ObservedMachine;
import io.ssvirt.cluster.spi.ObservedSpace;
import io.ssvirt.model.NamespaceName;

/** What is in the simulated cluster, always up to date because it is in the same process. */
final class SimulatedObservations implements Observations {

    private final World world;
    private final Executor thread;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    SimulatedObservations(World world, Executor thread) {
        this.world = world;
        this.thread = thread;
    }

    /** Tells all listeners, on the simulator's own thread. */
    void tell(Change change) {
        thread.execute(() -> listeners.forEach(listener -> listener.changed(change)));
    }

    @Override
    public Health health() {
        return new Health(
                State.READY, "a simulated cluster for evaluation and tests", Instant.ofEpochMilli(world.now()));
    }

    @Override
    public Subscription subscribe(Listener listener) {
        thread.execute(() -> {
            listener.changed(new Change.OfEverything());
            listeners.add(listener);
        });
        // Ending goes through the same thread, so that it cannot overtake the beginning.
        return () -> thread.execute(() -> listeners.remove(listener));
    }

    @Override
    public Collection<ObservedSpace> spaces() {
        return world.look(
                () -> world.spaces().all().stream().map(Space::observed).toList());
    }

    @Override
    public Collection<ObservedInstance> instances() {
        return world.look(
                () -> world.instances().all().stream().map(Instance::observed).toList());
    }

    @Override
    public Optional<ObservedInstance> instance(NamespaceName space, String name) {
        return world.look(
                () -> world.instances().get(Shelf.key(space.value(), name)).map(Instance::observed));
    }

    @Override
    public Collection<ObservedMachine> machines() {
        return world.look(
                () -> world.machines().all().stream().map(Machine::observed).toList());
    }

    @Override
    public List<ObservedMachine> machinesOf(UUID instance) {
        return world.look(
                () -> world.machines().where(machine -> machine.owner().equals(instance)).stream()
                        .map(Machine::observed)
                        .toList());
    }
}
