package io.ssvirt.cluster.kubernetes.internal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.fabric8.kubernetes.client.KubernetesClientException;

import io.ssvirt.cluster.spi.Labels;
import io.ssvirt.cluster.spi.ObjectReference;

/**
 * What came from an instance and is still there, found by owner label.
 *
 * <p>The cluster deletes the objects of an instance by itself, and does not wait for them; an instance that was robbed of its
 * finalizer leaves all of them. Machines are always looked for, other kinds when the instance named them while it was seen.
 */
final class Leftovers {

    private static final int REMEMBERED = 1000;

    private record Named(String apiVersion, String kind) {}

    private final Api api;
    private final KindFinder kinds;
    private final Map<UUID, Set<Named>> seen = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Set<Named>> eldest) {
            return size() > REMEMBERED;
        }
    });

    Leftovers(Api api) {
        this.api = api;
        this.kinds = new KindFinder(api);
    }

    /** Keeps in mind which kinds an instance consists of, because it cannot be asked any more once it is gone. */
    void remember(Map<String, Object> instance) {
        Set<Named> named = InstanceProjection.of(instance).objects().stream()
                .map(Leftovers::named)
                .collect(Collectors.toSet());
        if (!named.isEmpty()) {
            seen.put(Metadata.of(instance).uuid(), named);
        }
    }

    /**
     * Counts what is left of an instance.
     *
     * @param delete whether to delete it as well, which is the cluster's own business as long as the instance is there
     */
    int remove(String namespace, UUID instance, boolean delete) {
        int left = 0;
        for (Kind kind : kinds(instance)) {
            for (Map<String, Object> object : list(kind, namespace, instance)) {
                left++;
                Metadata metadata = Metadata.of(object);
                if (delete && !metadata.deleting()) {
                    delete(kind, metadata);
                }
            }
        }
        if (left == 0 && delete) {
            seen.remove(instance);
        }
        return left;
    }

    private Set<Kind> kinds(UUID instance) {
        return Stream.concat(
                        Stream.of(Kind.MACHINE),
                        seen.getOrDefault(instance, Set.of()).stream()
                                .map(named -> kinds.find(named.apiVersion(), named.kind()))
                                .flatMap(Optional::stream)
                                .filter(Kind::namespaced))
                .collect(Collectors.toSet());
    }

    private List<Map<String, Object>> list(Kind kind, String namespace, UUID instance) {
        try {
            return api.list(kind, namespace, Labels.INSTANCE_OWNER, instance.toString());
        } catch (KubernetesClientException e) {
            boolean mayNot = e.getCode() == 403 && !kind.equals(Kind.MACHINE);
            if (Failures.isKindMissing(e) || mayNot) {
                return List.of();
            }
            throw e;
        }
    }

    private void delete(Kind kind, Metadata object) {
        try {
            api.delete(kind, object.namespace(), object.name(), object.uid());
        } catch (KubernetesClientException e) {
            if (!Failures.isObjectMissing(e) && !Failures.isStale(e)) {
                throw e;
            }
        }
    }

    private static Named named(ObjectReference reference) {
        return new Named(reference.apiVersion(), reference.kind());
    }
}
