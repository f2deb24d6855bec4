package io.ssvirt.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.ssvirt.cluster.kubernetes.internal.ApiServerProxy.Fault;
import io.ssvirt.cluster.kubernetes.internal.TestCluster;
import io.ssvirt.faults.HttpCases.Subject;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Task;
import io.ssvirt.model.TaskStatus;
import io.ssvirt.model.VApp;

import static org.assertj.core.api.Assertions.assertThat;

/** F2 over real HTTP, what cannot happen beside other cases: nobody listens, or what a call is about is there already. */
final class HttpAloneCases {

    private enum Trouble {
        REFUSED_CONNECTION("connection refused"),
        EXISTS_OURS("sent twice, so that what is there already is ours"),
        EXISTS_FOREIGN("what is there already, since a moment ago, is somebody else's");

        private final String text;

        Trouble(String text) {
            this.text = text;
        }

        String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private HttpAloneCases() {}

    static List<Case<HttpGround>> all() {
        List<Case<HttpGround>> cases = new ArrayList<>();
        for (Subject subject : Subject.values()) {
            for (Trouble trouble : Trouble.values()) {
                cases.add(new Case<>(
                        "F2.http-" + subject.id() + "." + trouble.id(),
                        subject.text() + ", " + call(subject, trouble) + ": " + trouble.text,
                        ground -> run(ground, subject, trouble)));
            }
        }
        return cases;
    }

    private static String call(Subject subject, Trouble trouble) {
        if (trouble == Trouble.REFUSED_CONNECTION) {
            return "every call";
        }
        return "`" + (subject == Subject.CREATE_VDC ? "POST /api/v1/namespaces" : subject.call()) + "`";
    }

    private static void run(HttpGround ground, Subject subject, Trouble trouble) {
        String name = subject.id() + "-" + trouble.id();
        String namespace = "vdc-acme-" + name;
        if (trouble == Trouble.REFUSED_CONNECTION) {
            refused(ground, subject, name);
            return;
        }
        Outcome<?> answer = HttpCases.act(
                ground, subject, name, () -> ground.plan(namespace, plan(ground, subject, trouble, name)));

        assertThat(ground.hasMet(namespace)).as("the call was made").isTrue();
        boolean done = trouble == Trouble.EXISTS_OURS || subject == Subject.DELETE_VDC;
        ended(ground, subject, name, done);
        // An instance that was made at this moment may be our own, so that is looked at again, after the answer.
        assertThat(answer.refusal().isEmpty())
                .as("what the user is told: " + answer)
                .isEqualTo(done || subject == Subject.INSTANTIATE);
        if (trouble == Trouble.EXISTS_OURS) {
            HttpCases.check(ground, subject, name, true);
        } else {
            leftAlone(ground, subject, name);
        }
    }

    /** A VDC's namespace is the first thing that is made of it, and carries no name in the path of the call. */
    private static HttpGround.Plan plan(HttpGround ground, Subject subject, Trouble trouble, String name) {
        boolean ours = trouble == Trouble.EXISTS_OURS;
        Optional<Fault> fault = ours ? Optional.of(new Fault.Twice()) : Optional.empty();
        Runnable before = ours ? () -> {} : () -> usurp(ground.cluster(), subject, name);
        return subject == Subject.CREATE_VDC
                ? new HttpGround.Plan("POST", "/api/v1/namespaces", fault, before)
                : subject.plan(fault, before);
    }

    private static void usurp(TestCluster cluster, Subject subject, String name) {
        String namespace = "vdc-acme-" + name;
        switch (subject) {
            case CREATE_VDC -> cluster.create("v1", "Namespace", "", namespace, Map.of());
            case DELETE_VDC -> cluster.usurpNamespace(namespace);
            default ->
                cluster.create(
                        "template.openshift.io/v1",
                        "TemplateInstance",
                        namespace,
                        name,
                        Map.of("template", Map.of("metadata", Map.of("name", "other"), "objects", List.of())));
        }
    }

    private static void refused(HttpGround ground, Subject subject, String name) {
        Outcome<?> answer = HttpCases.act(ground, subject, name, ground.proxy()::goAway);
        try {
            assertThat(answer.refusal()).as("accepted").isEmpty();
            HttpGround.eventually()
                    .until(() ->
                            HttpCases.task(ground, subject, name).details().contains("does not accept connections"));
        } finally {
            ground.proxy().comeBack();
        }
        ended(ground, subject, name, true);
        HttpCases.check(ground, subject, name, true);
    }

    private static void ended(HttpGround ground, Subject subject, String name, boolean done) {
        HttpGround.eventually()
                .until(() -> HttpCases.task(ground, subject, name).status().isFinal());
        Task task = HttpCases.task(ground, subject, name);
        assertThat(task.status()).as(String.valueOf(task)).isEqualTo(done ? TaskStatus.SUCCESS : TaskStatus.ERROR);
    }

    /** What is somebody else's is as it was, and nothing of ours is beside it. */
    private static void leftAlone(HttpGround ground, Subject subject, String name) {
        String namespace = "vdc-acme-" + name;
        Map<String, Object> theirs = subject == Subject.INSTANTIATE
                ? ground.find("template.openshift.io/v1", "TemplateInstance", namespace, name)
                        .orElseThrow()
                : ground.find("v1", "Namespace", "", namespace).orElseThrow();
        assertThat(String.valueOf(theirs.get("metadata")))
                .contains("managed-by=somebody")
                .doesNotContain("ssvirt.io/")
                .doesNotContain("deletionTimestamp");
        if (subject != Subject.INSTANTIATE) {
            assertThat(HttpCases.vdc(ground, name)).isEmpty();
            assertThat(ground.find("v1", "ResourceQuota", namespace, "vdc-quota"))
                    .isEmpty();
            return;
        }
        List<VApp> vapps = ground.read(
                tx -> tx.vapps().ofVdc(HttpCases.vdc(ground, name).orElseThrow().id()));
        assertThat(vapps).isEmpty();
        assertThat(ground.find("v1", "Secret", namespace, name + "-params")).isEmpty();
    }
}
