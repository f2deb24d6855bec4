package io.ssvirt.cluster.simulator.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

import io.ssvirt.cluster.spi.ObjectReference;
import io.ssvirt.cluster.spi.template.ParameterResolver;
import io.ssvirt.cluster.spi.template.TemplateDocument;
import io.ssvirt.cluster.spi.template.TemplateProcessor;
import io.ssvirt.cluster.spi.template.TemplateReader;
import io.ssvirt.cluster.spi.template.Tree;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.InstancePhase;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.SecretValues;
import io.ssvirt.model.TemplateParameter;

/**
 * Makes the objects of an instance in one step, and says in one step how that went, as OpenShift's controller does: a failure
 * before the first object creates nothing, a failure with one object creates the others, and neither is ever tried again.
 */
final class TemplateController {

    private final World world;
    private final Quota quota;
    private final MachineController machines;
    private final ParameterResolver parameters;

    TemplateController(World world, Quota quota, MachineController machines, RandomGenerator random) {
        this.world = world;
        this.quota = quota;
        this.machines = machines;
        this.parameters = new ParameterResolver(random);
    }

    /** Processes what is due. The lock of the world is held by the caller. */
    void work() {
        long now = world.now();
        world.instances()
                .where(instance -> instance.processAt() > 0 && instance.processAt() <= now)
                .forEach(this::process);
    }

    private void process(Instance instance) {
        Instance processed = processed(instance);
        world.instances().put(Shelf.key(instance.space(), instance.name()), processed);
        world.secrets().get(Shelf.key(instance.space(), instance.secret())).ifPresent(secret -> world.secrets()
                .put(Shelf.key(instance.space(), instance.secret()), secret.spent()));
        world.changedInstance(instance.space(), instance.name());
    }

    private Instance processed(Instance instance) {
        TemplateDocument template = new TemplateDocument(instance.template());
        Optional<ParameterSecret> secret = world.secrets().get(Shelf.key(instance.space(), instance.secret()));
        if (secret.isEmpty()) {
            return failed(
                    instance,
                    "unable to retrieve TemplateInstance Secret: secrets \"" + instance.secret() + "\" not found");
        }
        Outcome<SecretValues> values = values(template, secret.get().values());
        return values.fold(
                resolved -> create(instance, TemplateProcessor.process(template, resolved.reveal())),
                error -> failed(instance, error.message()));
    }

    /** Keys of the Secret win; the cluster passes over those that the template does not know. */
    private Outcome<SecretValues> values(TemplateDocument template, Map<String, String> given) {
        List<TemplateParameter> known = TemplateReader.parameters(template);
        for (int i = 0; i < known.size(); i++) {
            TemplateParameter parameter = known.get(i);
            String value = given.getOrDefault(parameter.name(), parameter.value());
            if (parameter.required() && !parameter.isGenerated() && (value == null || value.isEmpty())) {
                return Outcome.refused(DomainError.refused(
                        "INVALID",
                        "unable to process Template objects: Template.template.openshift.io \"" + template.name()
                                + "\" is invalid: template.parameters[" + i + "]: Required value: template.parameters["
                                + i + "]: parameter " + parameter.name() + " is required and must be specified"));
            }
        }
        Set<String> names = known.stream().map(TemplateParameter::name).collect(Collectors.toSet());
        Map<String, String> used = given.entrySet().stream()
                .filter(entry -> names.contains(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return parameters.resolve(known, SecretValues.of(used));
    }

    private Instance create(Instance instance, List<Map<String, Object>> objects) {
        for (Map<String, Object> object : objects) {
            String apiVersion = Tree.text(object, "apiVersion");
            String kind = Tree.text(object, "kind");
            if (Kinds.resource(apiVersion, kind).isEmpty()) {
                return failed(
                        instance,
                        "unable to identify the resource mapping for " + apiVersion + ", Kind=" + kind
                                + ": no matches for kind \"" + kind + "\" in version \"" + apiVersion + "\"");
            }
        }
        List<ObjectReference> created = new ArrayList<>();
        List<String> refusals = new ArrayList<>();
        for (Map<String, Object> object : objects) {
            refusal(instance, object).ifPresentOrElse(refusals::add, () -> created.add(create(instance, object)));
        }
        return refusals.isEmpty()
                ? instance.became(InstancePhase.READY, "", created)
                : instance.became(InstancePhase.FAILED, String.join("\n", refusals), created);
    }

    private Optional<String> refusal(Instance instance, Map<String, Object> object) {
        String apiVersion = Tree.text(object, "apiVersion");
        String kind = Tree.text(object, "kind");
        String name = Tree.text(Tree.map(object, "metadata"), "name");
        String what = Kinds.quoted(apiVersion, kind, name);
        Optional<String> against = Legality.ofName(name)
                .map(illegal -> what + " is invalid: " + illegal)
                .or(() ->
                        exists(instance.space(), kind, name) ? Optional.of(what + " already exists") : Optional.empty())
                .or(() -> Quota.resourceOf(kind)
                        .flatMap(resource -> quota.refuses(instance.space(), resource))
                        .map(exceeded -> what + " is forbidden: " + exceeded));
        return against.map(reason -> "unable to create " + apiVersion + ", Resource="
                + Kinds.resource(apiVersion, kind).orElseThrow() + ", Name=" + name + ": " + reason);
    }

    private boolean exists(String space, String kind, String name) {
        return switch (kind) {
            case "VirtualMachine" ->
                world.machines().get(Shelf.key(space, name)).isPresent();
            case "Secret" -> world.secrets().get(Shelf.key(space, name)).isPresent() || isThing(space, kind, name);
            default -> isThing(space, kind, name);
        };
    }

    private boolean isThing(String space, String kind, String name) {
        return world.things().get(Shelf.key(space, kind + "/" + name)).isPresent();
    }

    private ObjectReference create(Instance instance, Map<String, Object> object) {
        String kind = Tree.text(object, "kind");
        String name = Tree.text(Tree.map(object, "metadata"), "name");
        String uid = world.newId().toString();
        if ("VirtualMachine".equals(kind)) {
            machines.create(instance, object, uid);
        } else {
            Thing thing = new Thing(instance.space(), kind, name, uid, instance.uid());
            world.things().put(Shelf.key(instance.space(), kind + "/" + name), thing);
        }
        return new ObjectReference(Tree.text(object, "apiVersion"), kind, instance.space(), name, uid);
    }

    private static Instance failed(Instance instance, String why) {
        return instance.became(InstancePhase.FAILED, why, List.of());
    }
}
