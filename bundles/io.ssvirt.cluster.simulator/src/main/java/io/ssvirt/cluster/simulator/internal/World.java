package io.ssvirt.cluster.simulator.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.h2.mvstore.MVStore;

import io.ssvirt.cluster.spi.Observations.Change;
import io.ssvirt.model.IdSource;
import io.ssvirt.model.NamespaceName;

/**
 * Everything that the simulated cluster has, under one lock. What is done inside {@link #change} is in the file when it returns,
 * and is announced after it can be read.
 */
final class World {

    private final MVStore store;
    private final Clock clock;
    private final IdSource ids;
    private final Pace pace;
    private final Shelf<Space> spaces;
    private final Shelf<ParameterSecret> secrets;
    private final Shelf<Instance> instances;
    private final Shelf<Thing> things;
    private final Shelf<Machine> machines;
    private final List<Change> changes = new ArrayList<>();
    private Consumer<List<Change>> audience = heard -> {};

    World(MVStore store, Clock clock, IdSource ids, Pace pace) {
        this.store = store;
        this.clock = clock;
        this.ids = ids;
        this.pace = pace;
        this.spaces = new Shelf<>(store, "spaces", Space.class);
        this.secrets = new Shelf<>(store, "secrets", ParameterSecret.class);
        this.instances = new Shelf<>(store, "instances", Instance.class);
        this.things = new Shelf<>(store, "things", Thing.class);
        this.machines = new Shelf<>(store, "machines", Machine.class);
    }

    /** Tells who hears of changes, and of the next time at which something is due. */
    synchronized void audience(Consumer<List<Change>> listener) {
        audience = listener;
    }

    /** Reads without changing anything. */
    synchronized <T> T look(Supplier<T> read) {
        return read.get();
    }

    /** Changes something; it is in the file when this returns. */
    <T> T change(Supplier<T> work) {
        List<Change> heard;
        Consumer<List<Change>> listener;
        T result;
        synchronized (this) {
            result = work.get();
            store.commit();
            heard = List.copyOf(changes);
            changes.clear();
            listener = audience;
        }
        listener.accept(heard);
        return result;
    }

    /** Returns when the next thing is due, in milliseconds. */
    synchronized OptionalLong nextDue() {
        return Stream.of(
                        spaces.all().stream().mapToLong(Space::goneAt),
                        instances.all().stream().mapToLong(Instance::processAt),
                        machines.all().stream()
                                .mapToLong(machine -> machine.state().nextAt()))
                .flatMapToLong(times -> times)
                .filter(time -> time > 0)
                .min();
    }

    long now() {
        return clock.millis();
    }

    long in(Duration wait) {
        return now() + wait.toMillis();
    }

    UUID newId() {
        return ids.next();
    }

    Pace pace() {
        return pace;
    }

    Shelf<Space> spaces() {
        return spaces;
    }

    Shelf<ParameterSecret> secrets() {
        return secrets;
    }

    Shelf<Instance> instances() {
        return instances;
    }

    Shelf<Thing> things() {
        return things;
    }

    Shelf<Machine> machines() {
        return machines;
    }

    void changedSpace(String name) {
        changes.add(new Change.OfSpace(new NamespaceName(name)));
    }

    void changedInstance(String space, String name) {
        changes.add(new Change.OfInstance(new NamespaceName(space), name));
    }

    /** Announces the instance that owns something, if it is still there. */
    void changedOwner(String space, UUID owner) {
        instances
                .where(instance -> instance.uid().equals(owner))
                .forEach(instance -> changedInstance(space, instance.name()));
    }
}
