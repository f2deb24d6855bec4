package io.ssvirt.cluster.kubernetes.internal;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.fabric8.kubernetes.client.KubernetesClientException;

import io.ssvirt.cluster.spi.template.Tree;

/** Asks the API server where it keeps a kind, and remembers what it said. */
final class KindFinder {

    private final Api api;
    private final Map<String, Kind> known = new ConcurrentHashMap<>();

    KindFinder(Api api) {
        this.api = api;
    }

    /** Finds a kind; empty when this cluster does not have it. */
    Optional<Kind> find(String apiVersion, String name) {
        String key = apiVersion + "/" + name;
        if (!known.containsKey(key)) {
            ask(apiVersion, name).ifPresent(kind -> known.put(key, kind));
        }
        return Optional.ofNullable(known.get(key));
    }

    /** Asks anew whether the API server has a kind, which may have come or gone. */
    boolean isServed(Kind kind) {
        return ask(kind.apiVersion(), kind.name()).isPresent();
    }

    private Optional<Kind> ask(String apiVersion, String name) {
        int slash = apiVersion.indexOf('/');
        String group = slash < 0 ? "" : apiVersion.substring(0, slash);
        String version = apiVersion.substring(slash + 1);
        String path = group.isEmpty()
                ? "/api/" + Kind.segment(version)
                : "/apis/" + Kind.segment(group) + "/" + Kind.segment(version);
        try {
            return Tree.maps(api.get(path), "resources").stream()
                    .filter(resource -> name.equals(Tree.text(resource, "kind")))
                    .filter(resource -> !Tree.text(resource, "name").contains("/"))
                    .map(resource -> new Kind(
                            group,
                            version,
                            name,
                            Tree.text(resource, "name"),
                            "true".equals(Tree.text(resource, "namespaced"))))
                    .findFirst();
        } catch (KubernetesClientException e) {
            if (e.getCode() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
