package io.ssvirt.cluster.kubernetes.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.ssvirt.cluster.spi.DesiredSpace;
import io.ssvirt.cluster.spi.Labels;
import io.ssvirt.cluster.spi.OperationKey;

/** The objects of a VDC's namespace set as they are applied (contract 4.2). */
final class SpaceObjects {

    static final String QUOTA = "vdc-quota";
    static final String LIMITS = "vdc-limits";
    static final String ISOLATION = "vdc-isolation";

    private SpaceObjects() {}

    static Map<String, Object> namespace(DesiredSpace desired, OperationKey key) {
        Map<String, Object> annotations = new LinkedHashMap<>(desired.annotations());
        annotations.put(Labels.OPERATION, key.value());
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", desired.name().value());
        metadata.put("labels", desired.labels());
        metadata.put("annotations", annotations);
        return object(Kind.NAMESPACE, metadata);
    }

    static Map<String, Object> quota(DesiredSpace desired, OperationKey key) {
        Map<String, Object> quota = inside(Kind.QUOTA, desired, key, QUOTA, "resource-quota");
        quota.put("spec", Map.of("hard", desired.quota()));
        return quota;
    }

    /**
     * Gives containers without limits some, where the quota limits a resource and would refuse them otherwise.
     *
     * <p>What KubeVirt and its importers start states its own; this is for everything else, so it is small.
     */
    static Map<String, Object> limits(DesiredSpace desired, OperationKey key) {
        Map<String, Object> defaults = new LinkedHashMap<>();
        Map<String, Object> requests = new LinkedHashMap<>();
        if (desired.memoryLimited()) {
            defaults.put("memory", "512Mi");
            requests.put("memory", "128Mi");
        }
        if (desired.cpuLimited()) {
            defaults.put("cpu", "500m");
            requests.put("cpu", "50m");
        }
        Map<String, Object> limits = inside(Kind.LIMITS, desired, key, LIMITS, "limit-range");
        limits.put(
                "spec",
                Map.of(
                        "limits",
                        List.of(Map.of("type", "Container", "default", defaults, "defaultRequest", requests))));
        return limits;
    }

    /** Lets into the pods of a namespace only what comes from that namespace; what goes out is not restricted. */
    static Map<String, Object> isolation(DesiredSpace desired, OperationKey key) {
        Map<String, Object> policy = inside(Kind.NETWORK_POLICY, desired, key, ISOLATION, "network-policy");
        policy.put(
                "spec",
                Map.of(
                        "podSelector",
                        Map.of(),
                        "policyTypes",
                        List.of("Ingress"),
                        "ingress",
                        List.of(Map.of("from", List.of(Map.of("podSelector", Map.of()))))));
        return policy;
    }

    private static Map<String, Object> inside(
            Kind kind, DesiredSpace desired, OperationKey key, String name, String component) {
        Map<String, Object> labels = new LinkedHashMap<>();
        desired.labels().forEach((label, value) -> {
            if (label.startsWith("ssvirt.io/")) {
                labels.put(label, value);
            }
        });
        labels.put(Labels.MANAGED_BY, Labels.MANAGED_BY_SSVIRT);
        labels.put(Labels.COMPONENT, component);
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", name);
        metadata.put("namespace", desired.name().value());
        metadata.put("labels", labels);
        metadata.put("annotations", Map.of(Labels.OPERATION, key.value()));
        return object(kind, metadata);
    }

    private static Map<String, Object> object(Kind kind, Map<String, Object> metadata) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("apiVersion", kind.apiVersion());
        object.put("kind", kind.name());
        object.put("metadata", metadata);
        return object;
    }
}
