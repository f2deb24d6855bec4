package io.ssvirt.cluster.kubernetes.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

import io.ssvirt.cluster.spi.template.Tree;

/** Calls of the API server with plain trees; what goes wrong is a {@link KubernetesClientException}, read by {@link Failures}. */
final class Api {

    /** Who we are among the managers of fields. */
    static final String FIELD_MANAGER = "ssvirt";

    private final Supplier<KubernetesClient> client;

    Api(Supplier<KubernetesClient> client) {
        this.client = client;
    }

    Map<String, Object> get(String path) {
        return tree(client.get().raw(path, "GET", null));
    }

    /** Reads an object; empty when it is not there, while a kind that is not there is a failure. */
    Optional<Map<String, Object>> find(Kind kind, String namespace, String name) {
        try {
            return Optional.of(get(kind.path(namespace, name)));
        } catch (KubernetesClientException e) {
            if (Failures.isObjectMissing(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Lists what a label selects in a namespace. */
    List<Map<String, Object>> list(Kind kind, String namespace, String label, String value) {
        return Tree.maps(get(kind.path(namespace) + "?labelSelector=" + Kind.segment(label + "=" + value)), "items");
    }

    Map<String, Object> create(Kind kind, String namespace, Map<String, Object> object) {
        return tree(client.get().raw(kind.path(namespace) + "?fieldManager=" + FIELD_MANAGER, "POST", object));
    }

    /** Replaces an object; the identity or the resource version that the new one carries says which it is meant for. */
    Map<String, Object> replace(Kind kind, String namespace, String name, Map<String, Object> object) {
        return tree(client.get().raw(kind.path(namespace, name) + "?fieldManager=" + FIELD_MANAGER, "PUT", object));
    }

    /** Calls a subresource that takes nothing and answers nothing. */
    void put(String path) {
        client.get().raw(path, "PUT", "{}");
    }

    /** Deletes the object of this identity; another one of that name is a conflict. */
    void delete(Kind kind, String namespace, String name, String uid) {
        client.get()
                .raw(
                        kind.path(namespace, name),
                        "DELETE",
                        Map.of(
                                "apiVersion", "v1",
                                "kind", "DeleteOptions",
                                "preconditions", Map.of("uid", uid),
                                "propagationPolicy", "Background"));
    }

    /** Makes the fields of this object ours and what they say, and creates it when it is not there. */
    Map<String, Object> apply(Kind kind, Map<String, Object> object) {
        return patched(
                kind,
                object,
                new PatchContext.Builder()
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .withFieldManager(FIELD_MANAGER)
                        .withForce(true)
                        .build());
    }

    /** Changes the fields that this part of an object holds. */
    Map<String, Object> merge(Kind kind, Map<String, Object> part) {
        return patched(
                kind,
                part,
                new PatchContext.Builder()
                        .withPatchType(PatchType.JSON_MERGE)
                        .withFieldManager(FIELD_MANAGER)
                        .build());
    }

    private Map<String, Object> patched(Kind kind, Map<String, Object> object, PatchContext how) {
        KubernetesClient to = client.get();
        GenericKubernetesResource resource =
                to.getKubernetesSerialization().convertValue(object, GenericKubernetesResource.class);
        var all = to.genericKubernetesResources(kind.context());
        NonNamespaceOperation<GenericKubernetesResource, ?, Resource<GenericKubernetesResource>> within =
                kind.namespaced() ? all.inNamespace(resource.getMetadata().getNamespace()) : all;
        return Plain.of(within.resource(resource).patch(how));
    }

    private Map<String, Object> tree(String text) {
        if (text == null || text.isBlank()) {
            return new LinkedHashMap<>();
        }
        return Tree.asMap(client.get().getKubernetesSerialization().unmarshal(text, Map.class));
    }
}
