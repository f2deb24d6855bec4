package io.ssvirt.cluster.kubernetes.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    private static final String WAITING = "WAITING";
    private static final String PROBLEM = "problem";
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
        record.put("data", data(InstancePhase.PENDING.name(), objects));
        return record;
    }

    /** Makes the change that says that everything was created. */
    Map<String, Object> ready(List<ObjectReference> objects) {
        return change(data(InstancePhase.READY.name(), objects));
    }

    /** Makes the change that says that everything was created, and that some of it has to come up. */
    Map<String, Object> waiting(List<ObjectReference> objects) {
        return change(data(WAITING, objects));
    }

    /** Makes the change that says that something did not come up. */
    Map<String, Object> failed(String problem) {
        return change(Map.of(PHASE, InstancePhase.FAILED.name(), PROBLEM, problem));
    }

    private Map<String, Object> change(Map<String, Object> data) {
        Metadata metadata = Metadata.of(tree);
        Map<String, Object> part = new LinkedHashMap<>();
        part.put("apiVersion", Kind.CONFIG_MAP.apiVersion());
        part.put("kind", Kind.CONFIG_MAP.name());
        part.put("metadata", Map.of("name", metadata.name(), "namespace", metadata.namespace(), "uid", metadata.uid()));
        part.put("data", data);
        return part;
    }

    private static Map<String, Object> data(String phase, List<ObjectReference> objects) {
        return Map.of(
                PHASE,
                phase,
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

    /** Tells whether everything was created, whatever has become of it. */
    boolean isComplete() {
        return isWaiting() || phase() != InstancePhase.PENDING;
    }

    boolean isWaiting() {
        return WAITING.equals(word());
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
        return new ObservedInstance(
                new NamespaceName(metadata.namespace()),
                metadata.label(Labels.TEMPLATE_INSTANCE),
                metadata.uuid(),
                metadata.id(Labels.VAPP_ID),
                phase(),
                problem(),
                objects().stream().filter(object -> !object.uid().isEmpty()).toList(),
                List.of(),
                conditions(),
                metadata.deleting());
    }

    /** Says what OpenShift's controller would. */
    private List<Condition> conditions() {
        if (isWaiting()) {
            return List.of(
                    new Condition("Ready", "False", "Waiting", "Waiting for instantiated objects to report ready"));
        }
        return switch (phase()) {
            case READY -> List.of(new Condition("Ready", "True", "Created", ""));
            case FAILED ->
                List.of(
                        new Condition("Ready", "False", "Failed", "See InstantiateFailure condition for error message"),
                        new Condition("InstantiateFailure", "True", "Failed", problem()));
            default -> List.of();
        };
    }

    private InstancePhase phase() {
        return Stream.of(InstancePhase.READY, InstancePhase.FAILED)
                .filter(phase -> phase.name().equals(word()))
                .findFirst()
                .orElse(InstancePhase.PENDING);
    }

    private String word() {
        return Tree.text(Tree.map(tree, "data"), PHASE);
    }

    private String problem() {
        return Tree.text(Tree.map(tree, "data"), PROBLEM);
    }
}
