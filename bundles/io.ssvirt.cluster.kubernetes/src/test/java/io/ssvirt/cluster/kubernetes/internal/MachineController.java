package io.ssvirt.cluster.kubernetes.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;

import io.ssvirt.cluster.spi.template.Tree;

/**
 * Runs VirtualMachines the way KubeVirt was seen to, one small step per call: {@code Stopped}, {@code Starting}, an instance of
 * the same name that goes through its phases, {@code Running}; and back. The instance carries the labels of the machine's own
 * template only.
 */
final class MachineController {

    private static final String FINALIZER = "kubevirt.io/virtualMachineControllerFinalize";
    private static final Map<String, String> NEXT =
            Map.of("", "Pending", "Pending", "Scheduling", "Scheduling", "Scheduled", "Scheduled", "Running");

    private final KubernetesClient admin;
    private final Api api;

    MachineController(KubernetesClient admin) {
        this.admin = admin;
        this.api = new Api(() -> admin);
    }

    void reconcile(String namespace, String name) {
        Optional<Map<String, Object>> machine = api.find(Kind.MACHINE, namespace, name);
        Optional<Map<String, Object>> guest = api.find(Kind.GUEST, namespace, name);
        if (machine.isEmpty()) {
            guest.ifPresent(this::deleteGuest);
            return;
        }
        Map<String, Object> found = machine.get();
        List<Object> finalizers = Tree.list(Tree.map(found, "metadata"), "finalizers");
        if (Metadata.of(found).deleting()) {
            guest.ifPresent(this::deleteGuest);
            if (guest.isEmpty() && !finalizers.isEmpty()) {
                finalizers(found, List.of());
            }
        } else if (finalizers.isEmpty()) {
            finalizers(found, List.of(FINALIZER));
        } else if (isToRun(found)) {
            run(found, guest);
        } else {
            halt(found, guest);
        }
    }

    private void run(Map<String, Object> machine, Optional<Map<String, Object>> guest) {
        if (guest.isEmpty()) {
            print(machine, "Starting", false);
            createGuest(machine);
            return;
        }
        String phase = Tree.text(Tree.map(guest.get(), "status"), "phase");
        if ("Running".equals(phase)) {
            print(machine, "Running", true);
        } else {
            advance(guest.get(), NEXT.get(phase));
        }
    }

    private void halt(Map<String, Object> machine, Optional<Map<String, Object>> guest) {
        if (guest.isPresent()) {
            print(machine, "Stopping", true);
            deleteGuest(guest.get());
        } else {
            print(machine, "Stopped", false);
        }
    }

    private void createGuest(Map<String, Object> machine) {
        Metadata metadata = Metadata.of(machine);
        Map<String, Object> template = Tree.path(machine, "spec", "template");
        Map<String, Object> guest = object(Kind.GUEST, metadata);
        guest.put(
                "metadata",
                Map.of(
                        "name", metadata.name(),
                        "labels", Tree.path(template, "metadata", "labels"),
                        "ownerReferences",
                                List.of(Map.of(
                                        "apiVersion", Kind.MACHINE.apiVersion(),
                                        "kind", Kind.MACHINE.name(),
                                        "name", metadata.name(),
                                        "uid", metadata.uid(),
                                        "controller", true,
                                        "blockOwnerDeletion", true))));
        guest.put("spec", Tree.map(template, "spec"));
        api.create(Kind.GUEST, metadata.namespace(), guest);
    }

    private void advance(Map<String, Object> guest, String phase) {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("phase", phase);
        status.put("currentCPUTopology", Map.of("sockets", 1, "cores", 2, "threads", 1));
        if ("Running".equals(phase)) {
            status.put("nodeName", "node01");
            status.put(
                    "interfaces",
                    List.of(Map.of("name", "default", "ipAddress", "10.244.0.7", "mac", "02:00:00:00:00:07")));
        }
        Map<String, Object> part = object(Kind.GUEST, Metadata.of(guest));
        part.put("status", status);
        api.merge(Kind.GUEST, part);
    }

    private void deleteGuest(Map<String, Object> guest) {
        Metadata metadata = Metadata.of(guest);
        if (!metadata.deleting()) {
            api.delete(Kind.GUEST, metadata.namespace(), metadata.name(), metadata.uid());
        }
    }

    private void print(Map<String, Object> machine, String printable, boolean created) {
        if (printable.equals(Tree.text(Tree.map(machine, "status"), "printableStatus"))) {
            return;
        }
        Map<String, Object> changed = new LinkedHashMap<>(machine);
        changed.put(
                "status",
                Map.of(
                        "printableStatus", printable,
                        "created", created,
                        "ready", "Running".equals(printable)));
        Metadata metadata = Metadata.of(machine);
        admin.raw(Kind.MACHINE.path(metadata.namespace(), metadata.name()) + "/status", "PUT", changed);
    }

    private void finalizers(Map<String, Object> machine, List<String> finalizers) {
        Map<String, Object> metadata = Tree.map(machine, "metadata");
        metadata.put("finalizers", finalizers);
        Map<String, Object> changed = new LinkedHashMap<>(machine);
        changed.put("metadata", metadata);
        try {
            api.replace(Kind.MACHINE, Tree.text(metadata, "namespace"), Tree.text(metadata, "name"), changed);
        } catch (KubernetesClientException e) {
            if (e.getCode() != 404 && e.getCode() != 409) {
                throw e;
            }
        }
    }

    private static Map<String, Object> object(Kind kind, Metadata metadata) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("apiVersion", kind.apiVersion());
        object.put("kind", kind.name());
        object.put("metadata", Map.of("name", metadata.name(), "namespace", metadata.namespace()));
        return object;
    }

    private static boolean isToRun(Map<String, Object> machine) {
        Map<String, Object> spec = Tree.map(machine, "spec");
        return "Always".equals(Tree.text(spec, "runStrategy")) || "true".equals(Tree.text(spec, "running"));
    }
}
