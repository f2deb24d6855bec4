package io.ssvirt.cluster.kubernetes.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.ssvirt.cluster.spi.DesiredSpace;
import io.ssvirt.cluster.spi.Labels;
import io.ssvirt.cluster.spi.OperationKey;

/** The objects of a VDC's namespace set as they are applied (contract 4.2). */
record SpaceObjects(DesiredSpace desired, OperationKey key) {

    static final String QUOTA = "vdc-quota";
    static final String LIMITS = "vdc-limits";
    static final String ISOLATION = "vdc-isolation";
    static final String NETWORK = "vdc-network";

    private static final String PRIMARY_NETWORK = "k8s.ovn.org/primary-user-defined-network";

    /** Makes the Namespace; the network label counts only when it is there from the beginning. */
    Map<String, Object> namespace(boolean network) {
        Map<String, String> labels = new LinkedHashMap<>(desired.labels());
        if (network) {
            labels.put(PRIMARY_NETWORK, "");
        }
        if (desired.memoryLimited()) {
            // Else KubeVirt gives every machine twice its memory as limit, and half of the quota would be all there is.
            labels.put("alpha.kubevirt.io/auto-memory-limits-ratio", "1.0");
        }
        Map<String, String> annotations = new LinkedHashMap<>(desired.annotations());
        annotations.put(Labels.OPERATION, key.value());
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", desired.name().value());
        metadata.put("labels", labels);
        metadata.put("annotations", annotations);
        return object(Kind.NAMESPACE, metadata);
    }

    Map<String, Object> quota() {
        Map<String, Object> quota = inside(Kind.QUOTA, QUOTA, "resource-quota");
        quota.put("spec", Map.of("hard", desired.quota()));
        return quota;
    }

    /**
     * Gives containers without limits some, where the quota limits a resource and would refuse them otherwise; nothing where it
     * limits none.
     *
     * <p>KubeVirt gives the container of a machine limits of its own where the quota has them, and so do importers; this is for what
     * runs beside them and for everything else. It is small, because it counts.
     */
    Optional<Map<String, Object>> limits() {
        Map<String, Object> defaults = new LinkedHashMap<>();
        Map<String, Object> requests = new LinkedHashMap<>();
        if (desired.memoryLimited()) {
            defaults.put("memory", "256Mi");
            requests.put("memory", "64Mi");
        }
        if (desired.cpuLimited()) {
            defaults.put("cpu", "500m");
            requests.put("cpu", "50m");
        }
        if (defaults.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> limits = inside(Kind.LIMITS, LIMITS, "limit-range");
        limits.put(
                "spec",
                Map.of(
                        "limits",
                        List.of(Map.of("type", "Container", "default", defaults, "defaultRequest", requests))));
        return Optional.of(limits);
    }

    /** Closes the pods of a namespace to what the isolation does not let through; nothing without isolation. */
    Optional<Map<String, Object>> isolation(SpaceStyle.Isolation isolation) {
        Map<String, Object> spec = NetworkRules.of(isolation);
        if (spec.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> policy = inside(Kind.NETWORK_POLICY, ISOLATION, "network-policy");
        policy.put("spec", spec);
        return Optional.of(policy);
    }

    /** Makes the network of a VDC's own that all its pods are on. */
    Map<String, Object> network(String subnet) {
        Map<String, Object> network = inside(Kind.NETWORK, NETWORK, "network");
        network.put(
                "spec",
                Map.of(
                        "topology",
                        "Layer2",
                        "layer2",
                        Map.of(
                                "role",
                                "Primary",
                                "subnets",
                                List.of(subnet),
                                "ipam",
                                Map.of("lifecycle", "Persistent"))));
        return network;
    }

    /** Makes an object in the namespace that says whose it is. */
    Map<String, Object> inside(Kind kind, String name, String component) {
        Map<String, Object> labels = new LinkedHashMap<>();
        desired.labels().forEach((label, value) -> {
            if (label.startsWith("ssvirt.io/")) {
                labels.put(label, value);
            }
        });
        labels.put(Labels.MANAGED_BY, Labels.MANAGED_BY_SSVIRT);
        labels.put(Labels.COMPONENT, component);
        Map<String, Object> annotations = new LinkedHashMap<>();
        desired.annotations().forEach((annotation, value) -> {
            if (annotation.startsWith("ssvirt.io/vdc-") || annotation.equals("ssvirt.io/created-by")) {
                annotations.put(annotation, value);
            }
        });
        annotations.put(Labels.OPERATION, key.value());
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", name);
        metadata.put("namespace", desired.name().value());
        metadata.put("labels", labels);
        metadata.put("annotations", annotations);
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
