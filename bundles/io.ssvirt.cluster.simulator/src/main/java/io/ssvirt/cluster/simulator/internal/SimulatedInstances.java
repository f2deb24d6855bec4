package io.ssvirt.cluster.simulator.internal;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.DesiredInstance;
import io.ssvirt.cluster.spi.InstanceReference;
import io.ssvirt.cluster.spi.Instances;
import io.ssvirt.cluster.spi.ObservedInstance;
import io.ssvirt.cluster.spi.OperationKey;
import io.ssvirt.cluster.spi.RefusalReason;
import io.ssvirt.cluster.spi.template.TemplateReader;
import io.ssvirt.model.InstancePhase;
import io.ssvirt.model.TemplateParameter;

/** TemplateInstances of the simulated cluster. */
final class SimulatedInstances implements Instances {

    private final World world;
    private final Quota quota;
    private final MachineController machines;
    private final Calls calls;

    SimulatedInstances(World world, Quota quota, MachineController machines, Calls calls) {
        this.world = world;
        this.quota = quota;
        this.machines = machines;
        this.calls = calls;
    }

    @Override
    public ClusterResult<ObservedInstance> ensure(DesiredInstance desired, OperationKey key) {
        return calls.make("instances.ensure", () -> world.change(() -> ensured(desired)));
    }

    private ClusterResult<ObservedInstance> ensured(DesiredInstance desired) {
        String space = desired.space().value();
        Optional<Space> found = world.spaces().get(space);
        if (found.isEmpty()) {
            return ClusterResult.refused(RefusalReason.NOT_FOUND, "namespaces \"" + space + "\" not found");
        }
        Optional<Instance> before = world.instances().get(Shelf.key(space, desired.name()));
        if (before.isPresent()) {
            return before.get().vappId().equals(desired.vappId())
                    ? ClusterResult.applied(before.get().observed())
                    : new ClusterResult.Conflict<>(
                            "TemplateInstance \"" + desired.name() + "\"",
                            before.get().vappId().toString());
        }
        if (found.get().terminating()) {
            return ClusterResult.refused(
                    RefusalReason.TERMINATING,
                    "unable to create new content in namespace " + space + " because it is being terminated");
        }
        Optional<String> illegal = illegal(desired);
        return illegal.<ClusterResult<ObservedInstance>>map(why -> ClusterResult.refused(
                        RefusalReason.INVALID, "TemplateInstance \"" + desired.name() + "\" is invalid: " + why))
                .orElseGet(() -> secret(desired).then(secret -> create(desired)));
    }

    private static Optional<String> illegal(DesiredInstance desired) {
        return Legality.ofName(desired.name())
                .or(() -> Legality.ofLabels(desired.labels()))
                .or(() -> TemplateReader.parameters(desired.template()).stream()
                        .map(TemplateParameter::name)
                        .map(Legality::ofParameter)
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    private ClusterResult<ParameterSecret> secret(DesiredInstance desired) {
        String space = desired.space().value();
        String key = Shelf.key(space, desired.secretName());
        Optional<ParameterSecret> before = world.secrets().get(key);
        if (before.isPresent()) {
            return before.get().vappId().equals(desired.vappId())
                    ? ClusterResult.applied(before.get())
                    : new ClusterResult.Conflict<>(
                            "Secret \"" + desired.secretName() + "\"",
                            before.get().vappId().toString());
        }
        if (desired.values().isEmpty()) {
            return ClusterResult.refused(RefusalReason.NOT_FOUND, "secrets \"" + desired.secretName() + "\" not found");
        }
        Optional<String> full = quota.refuses(space, "secrets");
        if (full.isPresent()) {
            return ClusterResult.refused(
                    RefusalReason.QUOTA_EXCEEDED,
                    "secrets \"" + desired.secretName() + "\" is forbidden: " + full.get());
        }
        ParameterSecret made = new ParameterSecret(
                space,
                desired.secretName(),
                desired.vappId(),
                desired.values().orElseThrow().reveal());
        world.secrets().put(key, made);
        return ClusterResult.applied(made);
    }

    private ClusterResult<ObservedInstance> create(DesiredInstance desired) {
        Instance instance = new Instance(
                desired.space().value(),
                desired.name(),
                world.newId(),
                desired.vappId(),
                desired.secretName(),
                desired.template().tree(),
                world.in(world.pace().processing()),
                InstancePhase.PENDING,
                "",
                List.of());
        world.instances().put(Shelf.key(instance.space(), instance.name()), instance);
        world.changedInstance(instance.space(), instance.name());
        return ClusterResult.applied(instance.observed());
    }

    @Override
    public ClusterResult<Optional<ObservedInstance>> observe(InstanceReference reference) {
        return calls.make(
                "instances.observe",
                () -> world.look(() -> ClusterResult.applied(own(reference).map(Instance::observed))));
    }

    private Optional<Instance> own(InstanceReference reference) {
        return world.instances()
                .get(Shelf.key(reference.space().value(), reference.name()))
                .filter(instance -> instance.vappId().equals(reference.vappId()))
                .filter(instance -> reference.uid().map(instance.uid()::equals).orElse(true));
    }

    @Override
    public ClusterResult<Remains> remove(InstanceReference reference, OperationKey key) {
        return calls.make("instances.remove", () -> world.change(() -> ClusterResult.applied(removed(reference))));
    }

    private Remains removed(InstanceReference reference) {
        String space = reference.space().value();
        String key = Shelf.key(space, reference.name());
        Optional<Instance> own = own(reference);
        Optional<UUID> owner = own.map(Instance::uid).or(reference::uid);
        own.ifPresent(instance -> {
            world.instances().remove(key);
            world.changedInstance(space, reference.name());
        });
        if (world.instances().get(key).isEmpty()) {
            String secret = Shelf.key(space, reference.name() + "-params");
            world.secrets()
                    .get(secret)
                    .filter(found -> found.vappId().equals(reference.vappId()))
                    .ifPresent(found -> world.secrets().remove(secret));
        }
        return new Remains(
                false, false, owner.map(uid -> removeObjects(space, uid)).orElse(0));
    }

    /** Everything goes at once but machines, which take a moment; returns how many are still on their way. */
    private int removeObjects(String space, UUID owner) {
        world.things().where(thing -> thing.owner().equals(owner)).forEach(thing -> world.things()
                .remove(Shelf.key(space, thing.kind() + "/" + thing.name())));
        List<Machine> left = world.machines().where(machine -> machine.owner().equals(owner));
        left.forEach(machines::delete);
        return left.size();
    }
}
