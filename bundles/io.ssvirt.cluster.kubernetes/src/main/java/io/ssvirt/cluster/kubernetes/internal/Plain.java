package io.ssvirt.cluster.kubernetes.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;

/** Turns the client's objects into plain trees, as the API server wrote them but without the fields that nobody here reads. */
final class Plain {

    private Plain() {}

    static Map<String, Object> of(GenericKubernetesResource resource) {
        Map<String, Object> tree = new LinkedHashMap<>(resource.getAdditionalProperties());
        tree.put("apiVersion", resource.getApiVersion());
        tree.put("kind", resource.getKind());
        tree.put("metadata", metadata(resource.getMetadata()));
        return tree;
    }

    private static Map<String, Object> metadata(ObjectMeta from) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", from.getName());
        metadata.put("namespace", from.getNamespace());
        metadata.put("uid", from.getUid());
        metadata.put("resourceVersion", from.getResourceVersion());
        metadata.put("creationTimestamp", from.getCreationTimestamp());
        metadata.put("deletionTimestamp", from.getDeletionTimestamp());
        metadata.put("labels", from.getLabels());
        metadata.put("annotations", from.getAnnotations());
        List<Map<String, Object>> owners = new ArrayList<>();
        from.getOwnerReferences()
                .forEach(owner ->
                        owners.add(Map.of("kind", owner.getKind(), "name", owner.getName(), "uid", owner.getUid())));
        metadata.put("ownerReferences", owners);
        return metadata;
    }
}
