package io.ssvirt.cluster.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.ssvirt.cluster.spi.template.TemplateDocument;

/** Templates for the tests. */
final class Documents {

    /** What the machines boot from; only in a real cluster somebody fetches it. */
    private static final String IMAGE = Optional.ofNullable(System.getenv("SSVIRT_TEST_IMAGE"))
            .filter(image -> !image.isBlank())
            .orElse("example.org/containerdisks/small:1");

    private Documents() {}

    /** Returns a template of some objects with parameter {@code NAME}, which must be given. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    static TemplateDocument template(String name, Map<String, Object>... objects) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("apiVersion", "template.openshift.io/v1");
        tree.put("kind", "Template");
        tree.put(
                "metadata",
                Map.of(
                        "name",
                        name,
                        "namespace",
                        "openshift",
                        "labels",
                        Map.of("template.kubevirt.io/version", "v1"),
                        "annotations",
                        Map.of(
                                "description", "For tests of the seam",
                                "template.kubevirt.io/containerdisks", "example.org/disk:1")));
        tree.put("objects", List.of(objects));
        tree.put("parameters", List.of(Map.of("name", "NAME", "required", true, "description", "Name of the machine")));
        return new TemplateDocument(tree);
    }

    /** Returns a machine of 2 CPUs and 1 GiB with a name that may hold references. */
    static Map<String, Object> machine(String name, String runStrategy) {
        return machine(name, Map.of("runStrategy", runStrategy));
    }

    /** Returns one that says in these fields of its specification whether it runs, and whatever else. */
    static Map<String, Object> machine(String name, Map<String, Object> fields) {
        Map<String, Object> domain = new LinkedHashMap<>();
        if (!fields.containsKey("instancetype")) {
            domain.put("cpu", Map.of("sockets", 1, "cores", 2, "threads", 1));
            domain.put("memory", Map.of("guest", "1Gi"));
        }
        domain.put(
                "devices",
                Map.of(
                        "disks", List.of(Map.of("name", "root", "disk", Map.of("bus", "virtio"))),
                        "interfaces", List.of(Map.of("name", "default", "masquerade", Map.of()))));
        Map<String, Object> guest = Map.of(
                "domain", domain,
                "networks", List.of(Map.of("name", "default", "pod", Map.of())),
                "volumes", List.of(Map.of("name", "root", "containerDisk", Map.of("image", IMAGE))));
        Map<String, Object> spec = new LinkedHashMap<>(fields);
        spec.put(
                "template",
                Map.of(
                        "metadata",
                        Map.of(
                                "labels", Map.of("kubevirt.io/domain", name),
                                "annotations", Map.of("vm.kubevirt.io/os", "fedora")),
                        "spec",
                        guest));
        return Map.of(
                "apiVersion",
                "kubevirt.io/v1",
                "kind",
                "VirtualMachine",
                "metadata",
                Map.of("name", name, "labels", Map.of("app", name)),
                "spec",
                spec);
    }

    /** Returns a ConfigMap. */
    static Map<String, Object> configMap(String name) {
        return Map.of(
                "apiVersion",
                "v1",
                "kind",
                "ConfigMap",
                "metadata",
                Map.of("name", name),
                "data",
                Map.of("for", "${NAME}"));
    }

    /** Returns an object of a kind that no cluster has. */
    static Map<String, Object> unknownKind(String name) {
        return Map.of("apiVersion", "no.such/v1", "kind", "Thing", "metadata", Map.of("name", name));
    }
}
