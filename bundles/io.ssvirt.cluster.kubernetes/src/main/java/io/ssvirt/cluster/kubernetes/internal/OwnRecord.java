package io.ssvirt.cluster.kubernetes.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import io.ssvirt.cluster.spi.DesiredInstance;
import io.ssvirt.cluster.spi.Labels;
import io.ssvirt.cluster.spi.ObjectReference;
import io.ssvirt.cluster.spi.ObservedInstance;
import io.ssvirt.cluster.spi.OperationKey;
import io.ssvirt.cluster.spi.template.Tree;
import io.ssvirt.model.Condition;
import io.ssvirt.model.InstancePhase;
import io.ssvirt.model.NamespaceName;

/**
 * The ConfigMap {@code <vApp>-instance} that stands for an instance whose template SSVirt processes itself.
 *
 * <p>It is written before the first object, with everything that there is going to be, so that whatever happens then, what came from
 * the template can be found by name. Its own identity is the owner label of the objects.
 */
record OwnRecord(Map<String, Object> tree) {

    /** Label value by which these ConfigMaps are watched. */
    static final String COMPONENT = "template-instance";

    private static final String PHASE = "phase";
    private static final String OBJECTS = "objects";
    private static final String UNKNOWN = "-";
    private static final int PARTS = 5;

    static String name(String instance) {
        return instance + "-instance";
    }

    /** Makes a record of objects that are still to be created. */
    static Map<String, Object> planned(DesiredInstance desired, List<ObjectReference> objects, OperationKey key) {
        Map<String, Object> labels = new LinkedHashMap<>(desired.labels());
        labels.put(Labels.MANAGED_BY, Labels.MANAGED_BY_SSVIRT);
        labels.put(Labels.COMPONENT, COMPONENT);
        labels.put(Labels.VAPP_ID, desired.vappId().toString());
        labels.put(Labels.TEMPLATE_INSTANCE, desired.name());
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("apiVersion", Kind.CONFIG_MAP.apiVersion());
        record.put("kind", Kind.CONFIG_MAP.name());
        record.put(
                "metadata",
                Map.of(
                        "name", name(desired.name()),
                        "namespace", desired.space().value(),
                        "labels", labels,
                        "annotations", Map.of(Labels.OPERATION, key.value())));
        record.put("data", data(InstancePhase.PENDING, objects));
        return record;
    }

    /** Makes the change that says that everything was created. */
    Map<String, Object> ready(List<ObjectReference> objects) {
        Metadata metadata = Metadata.of(tree);
        Map<String, Object> part = new LinkedHashMap<>();
        part.put("apiVersion", Kind.CONFIG_MAP.apiVersion());
        part.put("kind", Kind.CONFIG_MAP.name());
        part.put("metadata", Map.of("name", metadata.name(), "namespace", metadata.namespace(), "uid", metadata.uid()));
        part.put("data", data(InstancePhase.READY, objects));
        return part;
    }

    private static Map<String, Object> data(InstancePhase phase, List<ObjectReference> objects) {
        return Map.of(
                PHASE,
                phase.name(),
                OBJECTS,
                objects.stream()
                        .map(object -> String.join(
                                " ",
                                object.apiVersion(),
                                object.kind(),
                                object.namespace(),
                                object.name(),
                                object.uid().isEmpty() ? UNKNOWN : object.uid()))
                        .collect(Collectors.joining("\n")));
    }

    UUID uid() {
        return Metadata.of(tree).uuid();
    }

    boolean isOf(UUID vappId) {
        return vappId.toString().equals(Metadata.of(tree).label(Labels.VAPP_ID));
    }

    boolean isComplete() {
        return phase() == InstancePhase.READY;
    }

    /** Returns what it names, made or not. */
    List<ObjectReference> objects() {
        List<ObjectReference> objects = new ArrayList<>();
        Tree.text(Tree.map(tree, "data"), OBJECTS).lines().forEach(line -> {
            String[] part = line.split(" ");
            if (part.length == PARTS) {
                objects.add(new ObjectReference(
                        part[0], part[1], part[2], part[3], part[4].equals(UNKNOWN) ? "" : part[4]));
            }
        });
        return objects;
    }

    ObservedInstance observed() {
        Metadata metadata = Metadata.of(tree);
        boolean ready = isComplete();
        return new ObservedInstance(
                new NamespaceName(metadata.namespace()),
                metadata.label(Labels.TEMPLATE_INSTANCE),
                metadata.uuid(),
                metadata.id(Labels.VAPP_ID),
                phase(),
                "",
                objects().stream().filter(object -> !object.uid().isEmpty()).toList(),
                List.of(),
                ready ? List.of(new Condition("Ready", "True", "Created", "")) : List.of(),
                metadata.deleting());
    }

    private InstancePhase phase() {
        String word = Tree.text(Tree.map(tree, "data"), PHASE);
        return Optional.of(word)
                .filter(InstancePhase.READY.name()::equals)
                .map(InstancePhase::valueOf)
                .orElse(InstancePhase.PENDING);
    }
}
