package io.ssvirt.cluster.kubernetes.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.ssvirt.cluster.spi.template.MachineSpec;
import io.ssvirt.cluster.spi.template.Tree;

/**
 * What KubeVirt says to each call of power in each state of a machine, word for word, and what it makes of those that it accepts.
 *
 * <p>What the node has to do, such as pausing, it does itself at once, as long as the node is said to be there.
 */
final class VirtAnswers {

    /** An answer; accepted ones have an empty body. */
    record Answer(int code, Map<String, Object> body) {

        static final Answer ACCEPTED = new Answer(202, Map.of());
    }

    /** Annotation of a machine that the webhook refuses, with what it says. */
    static final String DENIED = "sim.test/deny";

    /** More virtual CPUs than a machine may have here. */
    static final int TOO_MANY_CPUS = 512;

    private static final Set<String> STRATEGIES = Set.of("Always", "Halted", "Manual", "RerunOnFailure", "Once");

    private final Api admin;
    private volatile Optional<Answer> node = Optional.empty();

    VirtAnswers(Api admin) {
        this.admin = admin;
    }

    /** Says that the node cannot be asked, as where no handler runs on it. */
    void withoutHandler() {
        node = Optional.of(failure(400, "BadRequest", "No virt-handler on node node01 found", "", ""));
    }

    /** Says that the node's handler does not answer. */
    void withDeafHandler() {
        node = Optional.of(failure(
                500,
                "InternalError",
                "Internal error occurred: dialing virt-handler: dial tcp 10.1.2.3:8186: connect: connection refused",
                "",
                ""));
    }

    void withHandler() {
        node = Optional.empty();
    }

    /** Answers a call of a subresource. */
    Answer to(String namespace, String plural, String name, String verb, Map<String, Object> options) {
        Kind kind = plural.equals(Kind.MACHINE.plural()) ? Kind.MACHINE : Kind.GUEST;
        Optional<Map<String, Object>> there = admin.find(kind, namespace, name);
        if (there.isEmpty()) {
            String singular = kind.name().toLowerCase(Locale.ROOT);
            return failure(404, "NotFound", singular + ".kubevirt.io \"" + name + "\" not found", name, singular);
        }
        Optional<Map<String, Object>> guest = admin.find(Kind.GUEST, namespace, name);
        return kind == Kind.MACHINE
                ? machine(there.get(), guest.filter(VirtAnswers::isAlive), verb, options)
                : guest(there.get(), verb);
    }

    private Answer machine(
            Map<String, Object> machine,
            Optional<Map<String, Object>> guest,
            String verb,
            Map<String, Object> options) {
        String strategy = strategy(machine);
        return switch (verb) {
            case "start" -> start(machine, guest, strategy);
            case "stop" -> stop(machine, guest, strategy, options.containsKey("gracePeriod"));
            default -> restart(machine, guest, strategy, options);
        };
    }

    private Answer start(Map<String, Object> machine, Optional<Map<String, Object>> guest, String strategy) {
        if (guest.isPresent()) {
            return conflict(machine, "VM is already running");
        }
        return switch (strategy) {
            case "Halted" -> run(machine, true);
            case "Manual", "RerunOnFailure" -> request(machine, List.of(Map.of("action", "Start")));
            default -> conflict(machine, strategy + " does not support manual start requests");
        };
    }

    private Answer stop(
            Map<String, Object> machine, Optional<Map<String, Object>> guest, String strategy, boolean impatient) {
        if (strategy.equals("Always") || strategy.equals("Once")) {
            return run(machine, false);
        }
        if (guest.isEmpty()) {
            return conflict(machine, "VM is not running");
        }
        if (strategy.equals("Halted") && !impatient) {
            return conflict(machine, "Halted only supports manual stop requests with a shorter graceperiod");
        }
        return request(machine, List.of(stopping(guest.get())));
    }

    private Answer restart(
            Map<String, Object> machine,
            Optional<Map<String, Object>> guest,
            String strategy,
            Map<String, Object> options) {
        if (options.containsKey("gracePeriodSeconds")
                && !"0".equals(String.valueOf(options.get("gracePeriodSeconds")))) {
            return failure(400, "BadRequest", "For force restart, only gracePeriod=0 is supported for now", "", "");
        }
        if (strategy.equals("Halted") || strategy.equals("Once")) {
            return conflict(machine, "RunStategy " + strategy + " does not support manual restart requests");
        }
        return guest.isEmpty()
                ? conflict(machine, "VM is not running")
                : request(machine, List.of(stopping(guest.get()), Map.of("action", "Start")));
    }

    private Answer guest(Map<String, Object> guest, String verb) {
        boolean paused = Conditions.of(guest).is("Paused", "True");
        String phase = Tree.text(Tree.map(guest, "status"), "phase");
        Optional<String> wrong = !phase.equals("Running")
                ? Optional.of("VMI is not running")
                : switch (verb) {
                    case "pause" -> paused ? Optional.of("VMI is already paused") : Optional.empty();
                    case "unpause" -> paused ? Optional.empty() : Optional.of("VMI is not paused");
                    case "softreboot" -> softReboot(guest, paused);
                    default -> Optional.empty();
                };
        if (wrong.isPresent()) {
            return conflict(guest, wrong.get());
        }
        if (node.isPresent()) {
            return node.get();
        }
        if (verb.equals("pause") || verb.equals("unpause")) {
            pause(guest, verb.equals("pause"));
        }
        return Answer.ACCEPTED;
    }

    private static Optional<String> softReboot(Map<String, Object> guest, boolean paused) {
        if (paused) {
            return Optional.of("VMI is paused");
        }
        boolean acpi = !"false".equals(Tree.text(Tree.path(guest, "spec", "domain", "features", "acpi"), "enabled"));
        return acpi || Conditions.of(guest).is("AgentConnected", "True")
                ? Optional.empty()
                : Optional.of("VMI neither have the agent connected nor the ACPI feature enabled");
    }

    private void pause(Map<String, Object> guest, boolean paused) {
        List<Map<String, Object>> conditions = paused
                ? List.of(Map.of(
                        "type", "Paused",
                        "status", "True",
                        "reason", "PausedByUser",
                        "message", "VMI was paused by user"))
                : List.of();
        Map<String, Object> part = part(Kind.GUEST, guest);
        part.put("status", Map.of("conditions", conditions));
        admin.merge(Kind.GUEST, part);
    }

    /** Writes whether it shall run into the field that it uses. */
    private Answer run(Map<String, Object> machine, boolean on) {
        Map<String, Object> part = part(Kind.MACHINE, machine);
        part.put(
                "spec",
                Tree.map(machine, "spec").containsKey("running")
                        ? Map.of("running", on)
                        : Map.of("runStrategy", on ? "Always" : "Halted"));
        admin.merge(Kind.MACHINE, part);
        return Answer.ACCEPTED;
    }

    private Answer request(Map<String, Object> machine, List<Map<String, Object>> requests) {
        MachineController.status(admin, machine, Map.of("stateChangeRequests", requests));
        return Answer.ACCEPTED;
    }

    private static Map<String, Object> stopping(Map<String, Object> guest) {
        return Map.of("action", "Stop", "uid", Metadata.of(guest).uid());
    }

    /** Says why the webhook does not let a machine through; empty when it does. */
    Optional<String> refusal(Map<String, Object> machine) {
        Map<String, Object> spec = Tree.map(machine, "spec");
        String strategy = Tree.text(spec, "runStrategy");
        if (spec.containsKey("running") && !strategy.isEmpty()) {
            return Optional.of("Running and RunStrategy are mutually exclusive. Note that Running is deprecated, please"
                    + " use RunStrategy instead");
        }
        if (!strategy.isEmpty() && !STRATEGIES.contains(strategy)) {
            return Optional.of("spec.runStrategy: Invalid RunStrategy (" + strategy + ")");
        }
        if (MachineSpec.of(machine).cpus() >= TOO_MANY_CPUS) {
            return Optional.of(
                    "spec.template.spec.domain.cpu: Number of sockets in CPU topology is greater than the maximum"
                            + " sockets allowed");
        }
        return Optional.of(Metadata.of(machine).annotation(DENIED)).filter(words -> !words.isEmpty());
    }

    static String strategy(Map<String, Object> machine) {
        Map<String, Object> spec = Tree.map(machine, "spec");
        return spec.containsKey("running")
                ? "true".equals(Tree.text(spec, "running")) ? "Always" : "Halted"
                : Tree.text(spec, "runStrategy");
    }

    private static boolean isAlive(Map<String, Object> guest) {
        return !Set.of("Succeeded", "Failed").contains(Tree.text(Tree.map(guest, "status"), "phase"));
    }

    private static Map<String, Object> part(Kind kind, Map<String, Object> object) {
        Metadata metadata = Metadata.of(object);
        Map<String, Object> part = new LinkedHashMap<>();
        part.put("apiVersion", kind.apiVersion());
        part.put("kind", kind.name());
        part.put("metadata", Map.of("name", metadata.name(), "namespace", metadata.namespace()));
        return part;
    }

    private static Answer conflict(Map<String, Object> object, String why) {
        String singular = Tree.text(object, "kind").toLowerCase(Locale.ROOT);
        String name = Metadata.of(object).name();
        return failure(
                409,
                "Conflict",
                "Operation cannot be fulfilled on " + singular + ".kubevirt.io \"" + name + "\": " + why,
                name,
                singular);
    }

    static Answer failure(int code, String reason, String message, String name, String kind) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("kind", "Status");
        body.put("apiVersion", "v1");
        body.put("metadata", Map.of());
        body.put("status", "Failure");
        body.put("message", message);
        body.put("reason", reason);
        if (!name.isEmpty()) {
            body.put("details", Map.of("name", name, "group", "kubevirt.io", "kind", kind));
        }
        body.put("code", code);
        return new Answer(code, body);
    }
}
