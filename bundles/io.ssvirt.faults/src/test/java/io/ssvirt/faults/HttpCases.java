package io.ssvirt.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.ssvirt.api.Catalogs.ItemReference;
import io.ssvirt.api.VApps.Instantiation;
import io.ssvirt.api.Vdcs.Draft;
import io.ssvirt.cluster.kubernetes.internal.ApiServerProxy.Fault;
import io.ssvirt.model.AllocationModel;
import io.ssvirt.model.Capacity;
import io.ssvirt.model.ComputeCapacity;
import io.ssvirt.model.Operation;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Query;
import io.ssvirt.model.SecretValues;
import io.ssvirt.model.Task;
import io.ssvirt.model.TaskStatus;
import io.ssvirt.model.VApp;
import io.ssvirt.model.VAppState;
import io.ssvirt.model.Vdc;
import io.ssvirt.model.VdcState;

import static org.assertj.core.api.Assertions.assertThat;

/** F2 over real HTTP: one call of three operations meets ten of the answers, between the real provider and a real API server. */
final class HttpCases {

    /** An operation and the call of it that goes wrong. */
    enum Subject {
        CREATE_VDC("PATCH", "/namespaces/%s/resourcequotas/vdc-quota", Operation.VDC_CREATE),
        DELETE_VDC("DELETE", "/api/v1/namespaces/%s", Operation.VDC_DELETE),
        INSTANTIATE("POST", "/namespaces/%s/templateinstances", Operation.VAPP_INSTANTIATE);

        private final String method;
        private final String path;
        private final Operation operation;

        Subject(String method, String path, Operation operation) {
            this.method = method;
            this.path = path;
            this.operation = operation;
        }

        String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        String text() {
            return operation.text();
        }

        String call() {
            return method + " " + path.formatted("{namespace}");
        }

        HttpGround.Plan plan(Optional<Fault> fault, Runnable before) {
            return new HttpGround.Plan(method, path, fault, before);
        }
    }

    /** What comes over the wire instead of an answer. */
    private enum Wire {
        LOST_BEFORE("the connection breaks at once", new Fault.Refused()),
        LOST_AFTER("applied, but the connection breaks before the answer", new Fault.Lost()),
        UNAUTHORIZED("401", status(401, "Unauthorized", "Unauthorized", "")),
        FORBIDDEN(
                "403",
                status(
                        403,
                        "Forbidden",
                        "things is forbidden: User \\\"ssvirt\\\" cannot change resource \\\"things\\\" in API group \\\"\\\"",
                        "")),
        NOT_FOUND("404", status(404, "NotFound", "things \\\"it\\\" not found", "\"name\":\"it\",\"kind\":\"things\"")),
        STALE(
                "409, changed at the same moment",
                status(
                        409,
                        "Conflict",
                        "Operation cannot be fulfilled on things \\\"it\\\": the object has been modified",
                        "\"name\":\"it\"")),
        TOO_MANY(
                "429 with Retry-After", status(429, "TooManyRequests", "Too many requests", "\"retryAfterSeconds\":1")),
        SERVER_ERROR("500", status(500, "InternalError", "etcdserver: leader changed", "")),
        SLOW("arrives only after the client has given up", new Fault.Late(4000)),
        TRUNCATED("applied, but the answer breaks off in the middle", new Fault.Cut(30));

        private final String text;
        private final Fault fault;

        Wire(String text, Fault fault) {
            this.text = text;
            this.fault = fault;
        }

        private static Fault status(int code, String reason, String message, String details) {
            return new Fault.Answered(
                    code,
                    "application/json",
                    "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\",\"message\":\""
                            + message + "\",\"reason\":\"" + reason + "\",\"details\":{" + details + "},\"code\":"
                            + code + "}");
        }

        String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private HttpCases() {}

    static List<Case<HttpGround>> all() {
        List<Case<HttpGround>> cases = new ArrayList<>();
        for (Subject subject : Subject.values()) {
            for (Wire wire : Wire.values()) {
                cases.add(new Case<>(
                        "F2.http-" + subject.id() + "." + wire.id(),
                        subject.text() + ", `" + subject.call() + "`: " + wire.text,
                        ground -> run(ground, subject, wire)));
            }
        }
        return cases;
    }

    private static void run(HttpGround ground, Subject subject, Wire wire) {
        String name = subject.id() + "-" + wire.id();
        String namespace = "vdc-acme-" + name;
        HttpGround.Plan plan = subject.plan(Optional.of(wire.fault), () -> {});
        Outcome<?> answer = act(ground, subject, name, () -> ground.plan(namespace, plan));

        HttpGround.eventually().until(() -> task(ground, subject, name).status().isFinal());
        assertThat(ground.hasMet(namespace)).as("the call was made").isTrue();
        boolean done = succeeds(subject, wire);
        Task task = task(ground, subject, name);
        assertThat(task.status()).as(String.valueOf(task)).isEqualTo(done ? TaskStatus.SUCCESS : TaskStatus.ERROR);
        assertThat(answer.refusal().isEmpty())
                .as("what the user is told: " + answer)
                .isEqualTo(done);
        check(ground, subject, name, done);
    }

    /** Does what the subject is about, and something else right before. */
    static Outcome<?> act(HttpGround ground, Subject subject, String name, Runnable before) {
        if (subject == Subject.CREATE_VDC) {
            before.run();
            return create(ground, name);
        }
        assertThat(create(ground, name).refusal()).isEmpty();
        Vdc vdc = vdc(ground, name).orElseThrow();
        before.run();
        return subject == Subject.DELETE_VDC
                ? ground.vdcs().delete(Lab.ADMIN, Lab.ACME, vdc.id())
                : instantiate(ground, vdc, name);
    }

    private static boolean succeeds(Subject subject, Wire wire) {
        boolean refused = wire == Wire.FORBIDDEN || wire == Wire.NOT_FOUND;
        boolean goneIsFine = subject == Subject.DELETE_VDC && wire == Wire.NOT_FOUND;
        return !refused || goneIsFine;
    }

    private static Outcome<?> create(HttpGround ground, String name) {
        return ground.vdcs()
                .create(
                        Lab.ADMIN,
                        Lab.ACME,
                        new Draft(
                                Optional.of(name),
                                Optional.empty(),
                                Optional.of(AllocationModel.FLEX),
                                Optional.of(
                                        new ComputeCapacity(new Capacity(0, 0, "MHz"), new Capacity(0, 16384, "MB"))),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()));
    }

    private static Outcome<?> instantiate(HttpGround ground, Vdc vdc, String name) {
        return ground.vapps()
                .instantiate(
                        Lab.ALICE,
                        vdc.id(),
                        new Instantiation(
                                name,
                                "",
                                new ItemReference(Lab.CATALOG.id() + ":alpine-tiny", Optional.empty()),
                                SecretValues.of(Map.of("PASSWORD", Lab.SECRET)),
                                Optional.empty()));
    }

    static Optional<Vdc> vdc(HttpGround ground, String name) {
        return ground.read(tx -> tx.vdcs().ofOrganization(Lab.ACME)).stream()
                .filter(vdc -> vdc.name().equals(name))
                .findFirst();
    }

    /** Returns the one task of the operation. */
    static Task task(HttpGround ground, Subject subject, String name) {
        List<Task> tasks =
                ground
                        .read(tx -> tx.journal()
                                .tasks(Optional.empty(), Query.page(1, 1000))
                                .values())
                        .stream()
                        .filter(task -> task.operation() == subject.operation
                                && task.ownerName().equals(name))
                        .toList();
        assertThat(tasks).hasSize(1);
        return tasks.get(0);
    }

    static void check(HttpGround ground, Subject subject, String name, boolean done) {
        String namespace = "vdc-acme-" + name;
        Optional<Vdc> vdc = vdc(ground, name);
        boolean there = (subject == Subject.DELETE_VDC) != done || subject == Subject.INSTANTIATE;
        assertThat(vdc.map(Vdc::state)).isEqualTo(there ? Optional.of(VdcState.READY) : Optional.empty());
        assertThat(ground.find("v1", "Namespace", "", namespace).isPresent())
                .as("namespace")
                .isEqualTo(there);
        if (there) {
            assertThat(ground.find("v1", "ResourceQuota", namespace, "vdc-quota"))
                    .isPresent();
            assertThat(ground.find("networking.k8s.io/v1", "NetworkPolicy", namespace, "vdc-isolation"))
                    .isPresent();
            assertThat(ground.find("v1", "ServiceAccount", namespace, "vdc-templates"))
                    .isPresent();
        }
        if (subject == Subject.INSTANTIATE) {
            List<VApp> vapps =
                    ground.read(tx -> tx.vapps().ofVdc(vdc.orElseThrow().id()));
            assertThat(vapps).extracting(VApp::state).isEqualTo(done ? List.of(VAppState.READY) : List.of());
            assertThat(ground.find("template.openshift.io/v1", "TemplateInstance", namespace, name)
                            .isPresent())
                    .as("instance")
                    .isEqualTo(done);
            assertThat(ground.find("v1", "Secret", namespace, name + "-params").isPresent())
                    .as("Secret")
                    .isEqualTo(done);
        }
    }
}
