package io.ssvirt.cluster.kubernetes.internal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.ssvirt.cluster.spi.Observations;
import io.ssvirt.cluster.spi.ObservedInstance;
import io.ssvirt.cluster.spi.ObservedMachine;
import io.ssvirt.cluster.spi.ObservedSpace;
import io.ssvirt.cluster.spi.template.InstancetypeSizes;
import io.ssvirt.model.NamespaceName;

/** What the watches have told: projections only, machines joined with what runs when they are read. */
final class ObservedCluster implements Observations {

    private final Announcer announcer;
    private final Supplier<Health> health;
    private final MachineIndex index = new MachineIndex();
    private final Discretion discretion;
    private final Hardware hardware;
    private final Table<ObservedSpace> spaces;
    private final Table<ObservedInstance> instances;
    private final Table<ObservedInstance> records;
    private final Table<ObservedMachine> machines;
    private final Table<Guest> guests;

    /** Takes what is known of instancetypes. */
    ObservedCluster(
            Announcer announcer, Supplier<Health> health, InstancetypeSizes instancetypes, Discretion discretion) {
        this.announcer = announcer;
        this.discretion = discretion;
        this.hardware = new Hardware(instancetypes, this::announce);
        this.health = health;
        this.spaces = new Table<>(SpaceProjection::of, this::spaceChanged, this::everything);
        this.instances = new Table<>(InstanceProjection::of, this::instanceChanged, this::everything);
        this.records = new Table<>(map -> new OwnRecord(map).observed(), this::instanceChanged, this::everything);
        this.machines = new Table<>(MachineProjection::of, this::machineChanged, this::everything);
        this.guests = new Table<>(Guest::of, this::guestChanged, this::everything);
    }

    Sink spaceSink() {
        return spaces;
    }

    Sink instanceSink() {
        return instances;
    }

    Sink recordSink() {
        return records;
    }

    Sink machineSink() {
        return new Sink() {
            @Override
            public void put(String key, Map<String, Object> machine) {
                hardware.put(key, machine);
                machines.put(key, machine);
            }

            @Override
            public void remove(String key) {
                machines.remove(key);
            }

            @Override
            public void listed(Set<String> keys) {
                machines.listed(keys);
            }
        };
    }

    Sink claimSink() {
        return hardware.claimSink();
    }

    /** Returns what machines do not say of themselves. */
    Hardware hardware() {
        return hardware;
    }

    Sink guestSink() {
        return guests;
    }

    @Override
    public Health health() {
        return health.get();
    }

    @Override
    public Subscription subscribe(Listener listener) {
        return announcer.subscribe(listener);
    }

    @Override
    public Collection<ObservedSpace> spaces() {
        return spaces.all();
    }

    @Override
    public Collection<ObservedInstance> instances() {
        return Stream.concat(instances.all().stream(), records.all().stream())
                .map(discretion::of)
                .toList();
    }

    @Override
    public Optional<ObservedInstance> instance(NamespaceName space, String name) {
        String key = space.value() + "/";
        return instances
                .find(key + name)
                .or(() -> records.find(key + OwnRecord.name(name)))
                .map(discretion::of);
    }

    /** Returns the records of instances that wait for what they have created. */
    List<ObservedInstance> waitingRecords() {
        return records.all().stream()
                .filter(record -> record.conditions().stream()
                        .anyMatch(condition -> condition.reason().equals("Waiting")))
                .toList();
    }

    @Override
    public Collection<ObservedMachine> machines() {
        return machines.all();
    }

    @Override
    public List<ObservedMachine> machinesOf(UUID instance) {
        return index.of(instance).stream()
                .flatMap(key -> machines
                        .find(key)
                        .map(machine -> MachineProjection.with(hardware.complete(key, machine), guests.find(key)))
                        .map(discretion::of)
                        .stream())
                .toList();
    }

    private void everything() {
        announcer.announce(new Change.OfEverything());
    }

    private void spaceChanged(String key, ObservedSpace before, ObservedSpace after) {
        if (after == null) {
            discretion.forget(before);
        } else {
            discretion.know(after);
        }
        announcer.announce(new Change.OfSpace((after == null ? before : after).name()));
    }

    private void instanceChanged(String key, ObservedInstance before, ObservedInstance after) {
        index.instance(key(after == null ? before : after), before, after);
        ObservedInstance either = after == null ? before : after;
        announcer.announce(new Change.OfInstance(either.space(), either.name()));
    }

    /** Returns the very text that is its key in the table of TemplateInstances, if it is in there; a record of ours is called otherwise. */
    private static String key(ObservedInstance instance) {
        return (instance.space().value() + "/" + instance.name()).intern();
    }

    private void machineChanged(String key, ObservedMachine before, ObservedMachine after) {
        if (after == null) {
            hardware.remove(key);
        }
        index.machine(key, before, after).forEach(announcer::announce);
    }

    private void guestChanged(String key, Guest before, Guest after) {
        announce(key);
    }

    /** Says that the instance of a machine has to be looked at again. */
    private void announce(String key) {
        machines.find(key)
                .flatMap(ObservedMachine::instanceUid)
                .flatMap(index::named)
                .ifPresent(announcer::announce);
    }
}
