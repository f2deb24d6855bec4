package io.ssvirt.cluster.simulator.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.ssvirt.cluster.spi.Labels;
import io.ssvirt.model.InstancePhase;

/** The simulated cluster from behind, past the seam: what is really there, and hands that change it without asking SSVirt. */
public final class Inside {

    /** A namespace with its quota. */
    public record Namespace(
            String name, UUID uid, Optional<String> vdcId, boolean terminating, Map<String, String> quota) {}

    /** A TemplateInstance or its Secret. */
    public record Labelled(String kind, String space, String name, UUID vappId) {}

    /** An object that came from a template. */
    public record Made(String kind, String space, String name, UUID instance) {}

    private final World world;

    Inside(World world) {
        this.world = world;
    }

    public List<Namespace> namespaces() {
        return world.look(() -> world.spaces().all().stream()
                .map(space -> new Namespace(
                        space.name(),
                        space.uid(),
                        Optional.ofNullable(space.labels().get(Labels.VDC_ID)),
                        space.terminating(),
                        space.quota()))
                .toList());
    }

    public List<Labelled> instances() {
        return world.look(() -> world.instances().all().stream()
                .map(found -> new Labelled("TemplateInstance", found.space(), found.name(), found.vappId()))
                .toList());
    }

    public List<Labelled> secrets() {
        return world.look(() -> world.secrets().all().stream()
                .map(found -> new Labelled("Secret", found.space(), found.name(), found.vappId()))
                .toList());
    }

    public List<Made> objects() {
        return world.look(() -> {
            List<Made> all = new ArrayList<>();
            world.things()
                    .all()
                    .forEach(thing -> all.add(new Made(thing.kind(), thing.space(), thing.name(), thing.owner())));
            world.machines()
                    .all()
                    .forEach(machine ->
                            all.add(new Made("VirtualMachine", machine.space(), machine.name(), machine.owner())));
            return all;
        });
    }

    /** Returns the UIDs of the instances that are there. */
    public List<UUID> instanceUids() {
        return world.look(
                () -> world.instances().all().stream().map(Instance::uid).toList());
    }

    /** Takes a namespace away at once, with everything in it. */
    public void removeNamespace(String name) {
        world.change(() -> {
            world.instances().where(each -> each.space().equals(name)).forEach(this::removeInstance);
            world.secrets().where(each -> each.space().equals(name)).forEach(each -> world.secrets()
                    .remove(Shelf.key(name, each.name())));
            world.spaces().remove(name);
            world.changedSpace(name);
            return true;
        });
    }

    /** Has a namespace hang in its end, as one whose content has finalizers that nobody removes. */
    public void hangNamespace(String name) {
        endNamespace(name, world.now() + 86_400_000);
    }

    /** Lets a namespace that hangs go. */
    public void releaseNamespace(String name) {
        endNamespace(name, world.now());
    }

    private void endNamespace(String name, long at) {
        world.change(() -> {
            world.spaces().get(name).ifPresent(space -> world.spaces().put(name, space.endingAt(at)));
            world.changedSpace(name);
            return true;
        });
    }

    /** Takes an instance away and leaves what came from its template behind. */
    public void forgetInstance(String space, String name) {
        world.change(() -> {
            world.instances().remove(Shelf.key(space, name));
            world.secrets().remove(Shelf.key(space, name + "-params"));
            world.changedInstance(space, name);
            return true;
        });
    }

    /** Puts a namespace of somebody else in the place of one that is taken away. */
    public void usurpNamespace(String name, UUID owner) {
        removeNamespace(name);
        relabelNamespace(name, owner);
    }

    /** Makes a namespace somebody else's. */
    public void relabelNamespace(String name, UUID owner) {
        world.change(() -> {
            world.spaces()
                    .put(
                            name,
                            new Space(
                                    name,
                                    world.newId(),
                                    Map.of(Labels.VDC_ID, owner.toString()),
                                    Map.of(),
                                    Map.of(),
                                    0));
            world.changedSpace(name);
            return true;
        });
    }

    /** Takes an instance away at once, with its Secret and all its objects. */
    public void removeInstance(String space, String name) {
        world.change(() -> {
            world.instances().get(Shelf.key(space, name)).ifPresent(this::removeInstance);
            world.secrets().remove(Shelf.key(space, name + "-params"));
            return true;
        });
    }

    private void removeInstance(Instance instance) {
        world.things().where(each -> each.owner().equals(instance.uid())).forEach(each -> world.things()
                .remove(Shelf.key(each.space(), each.kind() + "/" + each.name())));
        world.machines().where(each -> each.owner().equals(instance.uid())).forEach(each -> world.machines()
                .remove(Shelf.key(each.space(), each.name())));
        world.instances().remove(Shelf.key(instance.space(), instance.name()));
        world.changedInstance(instance.space(), instance.name());
    }

    /** Puts an instance of somebody else in the place of one that is taken away. */
    public void usurpInstance(String space, String name, UUID owner) {
        removeInstance(space, name);
        relabelInstance(space, name, owner);
    }

    /** Makes an instance somebody else's. */
    public void relabelInstance(String space, String name, UUID owner) {
        world.change(() -> {
            world.instances()
                    .put(
                            Shelf.key(space, name),
                            new Instance(
                                    space,
                                    name,
                                    world.newId(),
                                    owner,
                                    name + "-params",
                                    Map.of(),
                                    0,
                                    InstancePhase.READY,
                                    "",
                                    List.of()));
            world.changedInstance(space, name);
            return true;
        });
    }

    /** Takes the Secret of an instance away. */
    public void removeSecret(String space, String name) {
        world.change(() -> {
            world.secrets().remove(Shelf.key(space, name));
            return true;
        });
    }

    /** Makes the machines of an instance a second time, as a controller does that starts anew before it has noted the first. */
    public void makeAgain(String space, String name) {
        world.change(() -> {
            UUID owner =
                    world.instances().get(Shelf.key(space, name)).orElseThrow().uid();
            world.machines().where(machine -> machine.owner().equals(owner)).forEach(machine -> {
                Machine again =
                        machine.named(machine.name() + "-again", world.newId().toString());
                world.machines().put(Shelf.key(space, again.name()), again);
            });
            world.changedInstance(space, name);
            return true;
        });
    }

    /** Takes a machine away at once. */
    public void removeMachine(String space, String name) {
        world.change(() -> {
            world.machines().get(Shelf.key(space, name)).ifPresent(machine -> {
                world.machines().remove(Shelf.key(space, name));
                world.changedOwner(space, machine.owner());
            });
            return true;
        });
    }

    /** Takes everything away at once. */
    public void clear() {
        world.change(() -> {
            world.spaces().all().forEach(each -> world.spaces().remove(each.name()));
            world.secrets().all().forEach(each -> world.secrets().remove(Shelf.key(each.space(), each.name())));
            world.instances().all().forEach(each -> world.instances().remove(Shelf.key(each.space(), each.name())));
            world.things().all().forEach(each -> world.things()
                    .remove(Shelf.key(each.space(), each.kind() + "/" + each.name())));
            world.machines().all().forEach(each -> world.machines().remove(Shelf.key(each.space(), each.name())));
            return true;
        });
    }
}
