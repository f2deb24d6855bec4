package io.ssvirt.cluster.kubernetes.internal;

import java.util.List;
import java.util.Map;

import io.ssvirt.cluster.spi.Labels;
import io.ssvirt.cluster.spi.ObjectReference;
import io.ssvirt.cluster.spi.ObservedInstance;
import io.ssvirt.cluster.spi.template.Tree;
import io.ssvirt.model.InstancePhase;
import io.ssvirt.model.NamespaceName;

/** Reads TemplateInstances. */
final class InstanceProjection {

    private static final String FAILURE = "InstantiateFailure";

    private InstanceProjection() {}

    static ObservedInstance of(Map<String, Object> instance) {
        Metadata metadata = Metadata.of(instance);
        Conditions conditions = Conditions.of(instance);
        return new ObservedInstance(
                Alike.of(new NamespaceName(metadata.namespace())),
                metadata.name(),
                metadata.uuid(),
                metadata.id(Labels.VAPP_ID),
                phase(conditions),
                conditions.message(FAILURE, "True"),
                objects(instance),
                FailedObjects.of(instance, conditions.message(FAILURE, "True")),
                conditions.values(),
                metadata.deleting());
    }

    /** A failure may stand alone or beside {@code Ready=False}, so it is looked for first. */
    private static InstancePhase phase(Conditions conditions) {
        if (conditions.is(FAILURE, "True")) {
            return InstancePhase.FAILED;
        }
        return conditions.is("Ready", "True") ? InstancePhase.READY : InstancePhase.PENDING;
    }

    private static List<ObjectReference> objects(Map<String, Object> instance) {
        return Tree.maps(Tree.map(instance, "status"), "objects").stream()
                .map(object -> Tree.map(object, "ref"))
                .map(ref -> new ObjectReference(
                        Tree.text(ref, "apiVersion"),
                        Tree.text(ref, "kind"),
                        Tree.text(ref, "namespace"),
                        Tree.text(ref, "name"),
                        Tree.text(ref, "uid")))
                .toList();
    }
}
