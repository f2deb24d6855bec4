package io.ssvirt.cluster.kubernetes.internal;

import java.util.List;
import java.util.Map;

import io.ssvirt.cluster.spi.Labels;
import io.ssvirt.cluster.spi.ObservedSpace;
import io.ssvirt.cluster.spi.template.Tree;
import io.ssvirt.model.NamespaceName;

/** Reads Namespaces. */
final class SpaceProjection {

    private SpaceProjection() {}

    static ObservedSpace of(Map<String, Object> namespace) {
        Metadata metadata = Metadata.of(namespace);
        boolean terminating = metadata.deleting();
        return new ObservedSpace(
                Alike.of(new NamespaceName(metadata.name())),
                metadata.uuid(),
                metadata.id(Labels.VDC_ID),
                terminating,
                terminating ? blockers(namespace) : List.of());
    }

    /** Every condition of a terminating namespace that is true tells of something that keeps it. */
    private static List<String> blockers(Map<String, Object> namespace) {
        return Conditions.of(namespace).all().stream()
                .filter(condition -> "True".equals(Tree.text(condition, "status")))
                .filter(condition -> Tree.text(condition, "type").startsWith("Namespace"))
                .map(condition -> Tree.text(condition, "type") + ": " + Tree.text(condition, "message"))
                .toList();
    }
}
