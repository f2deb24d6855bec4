package io.ssvirt.cluster.kubernetes.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

import io.ssvirt.cluster.spi.template.Tree;

/**
 * Runs VirtualMachines the way KubeVirt was seen to, one small step per call: {@code Stopped}, {@code Starting}, an instance of
 * the same name that goes through its phases, {@code Running}; and back. The instance carries the labels of the machine's own
 * template only. What calls ask for stands in {@code status.stateChangeRequests} until it is done.
 */
final class MachineController {

    private static final String FINALIZER = "kubevirt.io/virtualMachineControllerFinalize";
    private static final String REQUESTS = "stateChangeRequests";

    private final Api api;

    MachineController(Api api) {
        this.api = api;
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
        } else {
            live(found, guest);
        }
    }

    private void live(Map<String, Object> machine, Optional<Map<String, Object>> guest) {
        List<Map<String, Object>> requests = Tree.maps(Tree.map(machine, "status"), REQUESTS);
        String next = requests.isEmpty() ? "" : Tree.text(requests.get(0), "action");
        boolean open = next.equals("Stop")
                ? guest.map(there -> Metadata.of(there).uid().equals(Tree.text(requests.get(0), "uid")))
                        .orElse(false)
                : guest.isEmpty();
        if (!requests.isEmpty() && !open) {
            status(api, machine, Map.of(REQUESTS, List.copyOf(requests.subList(1, requests.size()))));
        } else if (next.equals("Start") || !next.equals("Stop") && isToRun(machine, guest.isPresent())) {
            run(machine, guest);
        } else {
            halt(machine, guest);
        }
    }

    private void run(Map<String, Object> machine, Optional<Map<String, Object>> guest) {
        if (guest.isEmpty()) {
            print(machine, "Starting", List.of());
            createGuest(machine);
            return;
        }
        String phase = Tree.text(Tree.map(guest.get(), "status"), "phase");
        if ("Running".equals(phase)) {
            boolean paused = Conditions.of(guest.get()).is("Paused", "True");
            print(
                    machine,
                    paused ? "Paused" : "Running",
                    paused ? List.of(Map.of("type", "Paused", "status", "True", "reason", "PausedByUser")) : List.of());
        } else {
            api.merge(Kind.GUEST, Guests.next(guest.get(), claims(guest.get())));
        }
    }

    private void halt(Map<String, Object> machine, Optional<Map<String, Object>> guest) {
        if (guest.isPresent()) {
            print(machine, "Stopping", List.of());
            deleteGuest(guest.get());
        } else {
            print(machine, "Stopped", List.of());
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

    /** Reads the claims that the volumes of a guest name, by their names; there may be none. */
    private Map<String, Map<String, Object>> claims(Map<String, Object> guest) {
        return Tree.maps(Tree.map(guest, "spec"), "volumes").stream()
                .map(Guests::claim)
                .filter(claim -> !claim.isEmpty())
                .distinct()
                .flatMap(claim -> api
                        .find(
                                new Kind("", "v1", "PersistentVolumeClaim", "persistentvolumeclaims", true),
                                Metadata.of(guest).namespace(),
                                claim)
                        .stream())
                .collect(Collectors.toMap(claim -> Metadata.of(claim).name(), claim -> claim));
    }

    private void deleteGuest(Map<String, Object> guest) {
        Metadata metadata = Metadata.of(guest);
        if (!metadata.deleting()) {
            api.delete(Kind.GUEST, metadata.namespace(), metadata.name(), metadata.uid());
        }
    }

    private void print(Map<String, Object> machine, String printable, List<Map<String, Object>> conditions) {
        if (printable.equals(Tree.text(Tree.map(machine, "status"), "printableStatus"))) {
            return;
        }
        status(
                api,
                machine,
                Map.of(
                        "printableStatus",
                        printable,
                        "created",
                        !List.of("Starting", "Stopped").contains(printable),
                        "ready",
                        "Running".equals(printable),
                        "runStrategy",
                        VirtAnswers.strategy(machine),
                        "conditions",
                        conditions));
    }

    /** Changes some of the status of a machine. */
    static void status(Api api, Map<String, Object> machine, Map<String, Object> part) {
        Map<String, Object> changed = new LinkedHashMap<>(machine);
        Map<String, Object> status = new LinkedHashMap<>(Tree.map(machine, "status"));
        status.putAll(part);
        changed.put("status", status);
        Metadata metadata = Metadata.of(machine);
        api.put(
                Kind.MACHINE.path(metadata.namespace(), metadata.name()) + "/status",
                new KubernetesSerialization().asJson(changed));
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

    /** Of the strategies that run a machine once only, the one that the controller has seen last tells whether it was. */
    private static boolean isToRun(Map<String, Object> machine, boolean runs) {
        String strategy = VirtAnswers.strategy(machine);
        return switch (strategy) {
            case "Always" -> true;
            case "Manual" -> runs;
            case "RerunOnFailure", "Once" ->
                runs || !strategy.equals(Tree.text(Tree.map(machine, "status"), "runStrategy"));
            default -> false;
        };
    }
}
