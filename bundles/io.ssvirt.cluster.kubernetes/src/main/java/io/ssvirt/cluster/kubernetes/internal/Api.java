package io.ssvirt.cluster.kubernetes.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.fabric8.kubernetes.client.KubernetesClientException;

import io.ssvirt.cluster.spi.template.Tree;

/** Calls of the API server with plain trees; what goes wrong is a {@link KubernetesClientException}, read by {@link Failures}. */
final class Api {

    /** Who we are among the managers of fields. */
    static final String FIELD_MANAGER = "ssvirt";

    private static final String JSON = "application/json";
    private static final String APPLY = "application/apply-patch+yaml";
    private static final String MERGE = "application/merge-patch+json";

    private final Calls calls;

    Api(Clients clients) {
        this(new Calls(clients, Pace.UNLIMITED));
    }

    Api(Calls calls) {
        this.calls = calls;
    }

    /** Returns who must not be named in what the cluster says. */
    Discretion discretion() {
        return calls.discretion();
    }

    Map<String, Object> get(String path) {
        return tree(calls.get(path));
    }

    /** Reads an object; empty when it is not there, while a kind that is not there is a failure. */
    Optional<Map<String, Object>> find(Kind kind, String namespace, String name) {
        try {
            return Optional.of(object(get(kind.path(namespace, name))));
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
        return sent("POST", kind.path(namespace) + manager(), JSON, object);
    }

    /** Replaces an object; the identity or the resource version that the new one carries says which it is meant for. */
    Map<String, Object> replace(Kind kind, String namespace, String name, Map<String, Object> object) {
        return sent("PUT", kind.path(namespace, name) + manager(), JSON, object);
    }

    /** Calls a subresource that answers nothing. */
    void put(String path, String body) {
        calls.send("PUT", path, JSON, body);
    }

    /** Deletes the object of this identity; another one of that name is a conflict. */
    void delete(Kind kind, String namespace, String name, String uid) {
        Map<String, Object> options = Map.of(
                "apiVersion", "v1",
                "kind", "DeleteOptions",
                "preconditions", Map.of("uid", uid),
                "propagationPolicy", "Background");
        calls.send("DELETE", kind.path(namespace, name), JSON, json(options));
    }

    /** Makes the fields of this object ours and what they say, and creates it when it is not there. */
    Map<String, Object> apply(Kind kind, Map<String, Object> object) {
        return sent("PATCH", pathOf(kind, object) + manager() + "&force=true", APPLY, object);
    }

    /** Changes the fields that this part of an object holds. */
    Map<String, Object> merge(Kind kind, Map<String, Object> part) {
        return sent("PATCH", pathOf(kind, part) + manager(), MERGE, part);
    }

    private Map<String, Object> sent(String method, String path, String type, Map<String, Object> object) {
        Map<String, Object> answer = tree(calls.send(method, path, type, json(object)));
        // Reviews and the like are answered and not kept, and have no name.
        return Metadata.of(object).name().isEmpty() ? answer : object(answer);
    }

    /** An object that has no name is none of the API server's, whatever has answered. */
    private static Map<String, Object> object(Map<String, Object> tree) {
        if (Metadata.of(tree).name().isEmpty() || Metadata.of(tree).uid().isEmpty()) {
            throw new BrokenAnswer(null);
        }
        return tree;
    }

    private static String pathOf(Kind kind, Map<String, Object> object) {
        Metadata metadata = Metadata.of(object);
        return kind.path(metadata.namespace(), metadata.name());
    }

    private static String manager() {
        return "?fieldManager=" + FIELD_MANAGER;
    }

    private String json(Map<String, Object> object) {
        return calls.clients().get().getKubernetesSerialization().asJson(object);
    }

    private Map<String, Object> tree(String text) {
        return new Answers(calls.clients().get().getKubernetesSerialization()).tree(text);
    }
}
