package io.ssvirt.cluster.kubernetes.internal;

import java.util.List;
import java.util.Map;

/** What a NetworkPolicy of a VDC says: nothing passes except what stands here. */
final class NetworkRules {

    /** Where clusters run their DNS: OpenShift in a namespace of its own, others beside the rest of the system. */
    private static final List<String> DNS_NAMESPACES = List.of("openshift-dns", "kube-system");

    /** OpenShift's DNS pods listen on 5353 behind the port 53 of their service, and policies see the pod's port. */
    private static final List<Integer> DNS_PORTS = List.of(53, 5353);

    private static final List<Map<String, Object>> SAME_VDC = List.of(Map.of("podSelector", Map.of()));

    private NetworkRules() {}

    /** Returns the specification; empty without isolation. */
    static Map<String, Object> of(SpaceStyle.Isolation isolation) {
        List<Map<String, Object>> in = List.of(Map.of("from", SAME_VDC));
        return switch (isolation) {
            case NONE -> Map.of();
            case NAMESPACE -> Map.of("podSelector", Map.of(), "policyTypes", List.of("Ingress"), "ingress", in);
            case STRICT ->
                Map.of(
                        "podSelector",
                        Map.of(),
                        "policyTypes",
                        List.of("Ingress", "Egress"),
                        "ingress",
                        in,
                        "egress",
                        List.of(Map.of("to", SAME_VDC), dns()));
        };
    }

    private static Map<String, Object> dns() {
        Map<String, Object> namespaces = Map.of(
                "namespaceSelector",
                Map.of(
                        "matchExpressions",
                        List.of(Map.of(
                                "key", "kubernetes.io/metadata.name", "operator", "In", "values", DNS_NAMESPACES))));
        return Map.of(
                "to",
                List.of(namespaces),
                "ports",
                DNS_PORTS.stream()
                        .flatMap(port -> List.of("UDP", "TCP").stream()
                                .map(protocol -> Map.<String, Object>of("protocol", protocol, "port", port)))
                        .toList());
    }
}
