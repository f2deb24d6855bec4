package io.ssvirt.chart;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.ssvirt.chart.Chart.Rendered;

import static org.assertj.core.api.Assertions.assertThat;

/** What an administrator relies on in the rendered objects. */
class ChartTest {

    static List<Path> valueSets() {
        return Chart.valueSets();
    }

    @Test
    void theChartPassesHelmsStrictLint() {
        var result = Chart.helm().lint().strict().call();

        assertThat(result.isFailed())
                .as(String.join("\n", result.getMessages()))
                .isFalse();
    }

    @Test
    void itsVersionIsThatOfTheBuild() {
        Map<String, Object> about =
                Chart.documents(Chart.read(Chart.FOLDER.resolve("Chart.yaml"))).get(0);

        assertThat(about).containsEntry("appVersion", System.getProperty("ssvirt.version"));
        assertThat(System.getProperty("ssvirt.version")).startsWith((String) about.get("version"));
    }

    @Test
    void theServiceHasTheNameAndPortThatClientsLookFor() {
        Map<String, Object> service = Chart.render().get("Service", "ssvirt-api-server");

        assertThat(Chart.path(service, "spec", "ports", 0, "port")).isEqualTo(8080);
        assertThat(Chart.rendered(Chart.template("prod")).get("Service", "prod-ssvirt-api-server"))
                .isNotNull();
        assertThat(Chart.rendered(Chart.template("prod").set("nameOverride", "cloud"))
                        .get("Service", "prod-cloud-api-server"))
                .isNotNull();
        assertThat(Chart.render("fullnameOverride=vms").get("Service", "vms-api-server"))
                .isNotNull();
    }

    @Test
    void aVeryLongReleaseNameStillGivesLegalNames() {
        String release = "r".repeat(53);

        Chart.rendered(Chart.template(release)).objects().forEach(each -> assertThat(Chart.name(each))
                .hasSizeLessThanOrEqualTo(each.get("kind").toString().startsWith("ClusterRole") ? 253 : 54));
    }

    @ParameterizedTest
    @MethodSource("valueSets")
    void everyPodIsRestrictedAndNamesNoUser(Path values) {
        for (Map<String, Object> workload : workloads(Chart.render(values))) {
            Object pod = Chart.path(workload, "spec", "template", "spec");
            assertThat(Chart.path(pod, "securityContext", "runAsNonRoot")).isEqualTo(true);
            assertThat(Chart.path(pod, "securityContext", "runAsUser")).isNull();
            assertThat(Chart.path(pod, "securityContext", "seccompProfile", "type"))
                    .isEqualTo("RuntimeDefault");
            Object container = Chart.path(pod, "containers", 0, "securityContext");
            assertThat(Chart.path(container, "allowPrivilegeEscalation")).isEqualTo(false);
            assertThat(Chart.path(container, "capabilities", "drop")).isEqualTo(List.of("ALL"));
        }
    }

    @ParameterizedTest
    @MethodSource("valueSets")
    void theServersRootFileSystemIsReadOnlyAndWhatItWritesIsMounted(Path values) {
        Map<String, Object> server = server(Chart.render(values));
        Object container = Chart.path(server, "spec", "template", "spec", "containers", 0);

        assertThat(Chart.path(container, "securityContext", "readOnlyRootFilesystem"))
                .isEqualTo(true);
        assertThat(mounts(container)).contains("/var/lib/ssvirt", "/run/ssvirt", "/tmp");
        assertThat(Chart.path(container, "livenessProbe", "httpGet", "path")).isEqualTo("/livez");
        assertThat(Chart.path(container, "readinessProbe", "httpGet", "path")).isEqualTo("/readyz");
    }

    @Test
    void withHttpsByTheServerTheProbesAndTheMonitorSpeakItToo() {
        Rendered rendered = Chart.render(Chart.valueSet("production"));
        Object container = Chart.path(server(rendered), "spec", "template", "spec", "containers", 0);

        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            assertThat(Chart.path(container, probe, "httpGet", "scheme")).isEqualTo("HTTPS");
        }
        assertThat(Chart.path(rendered.all("ServiceMonitor").get(0), "spec", "endpoints", 0, "scheme"))
                .isEqualTo("https");
    }

    @Test
    void onOpenShiftNoGroupIsSetAndElsewhereVolumesGetOne() {
        assertThat(Chart.path(
                        server(Chart.render("platform=openshift")), "spec", "template", "spec", "securityContext"))
                .isEqualTo(Map.of("runAsNonRoot", true, "seccompProfile", Map.of("type", "RuntimeDefault")));
        assertThat(Chart.path(server(Chart.render()), "spec", "template", "spec", "securityContext", "fsGroup"))
                .isEqualTo(10001);
    }

    @ParameterizedTest
    @MethodSource("valueSets")
    void everySelectorFindsItsPods(Path values) {
        Rendered rendered = Chart.render(values);
        List<Object> pods = workloads(rendered).stream()
                .map(each -> Chart.path(each, "spec", "template", "metadata", "labels"))
                .toList();

        for (Map<String, Object> service : rendered.all("Service")) {
            assertThat(pods).anySatisfy(labels -> assertThat(asMap(labels))
                    .containsAllEntriesOf(asMap(Chart.path(service, "spec", "selector"))));
        }
        for (String kind : List.of("NetworkPolicy", "PodDisruptionBudget")) {
            for (Map<String, Object> object : rendered.all(kind)) {
                Object selector = kind.equals("NetworkPolicy")
                        ? Chart.path(object, "spec", "podSelector", "matchLabels")
                        : Chart.path(object, "spec", "selector", "matchLabels");
                assertThat(pods)
                        .filteredOn(labels -> asMap(labels)
                                .entrySet()
                                .containsAll(asMap(selector).entrySet()))
                        .as(kind + " " + Chart.name(object))
                        .hasSize(1);
            }
        }
    }

    @Test
    void existingSecretsAreUsedAndNoneIsMade() {
        Rendered rendered = Chart.render(Chart.valueSet("production"));

        assertThat(rendered.all("Secret")).isEmpty();
        assertThat(rendered.objects().toString())
                .contains("ssvirt-signing", "admin.password", "db-password", "ssvirt-db-ca");
    }

    @Test
    void generatedSecretsOutliveTheRelease() {
        assertThat(Chart.render().all("Secret")).hasSize(2).allSatisfy(secret -> assertThat(
                        Chart.path(secret, "metadata", "annotations", "helm.sh/resource-policy"))
                .isEqualTo("keep"));
    }

    @Test
    void whatWasGeneratedAtTheInstallationIsKeptByAnUpgrade() {
        KnownSecrets.add("ssvirt-initial-admin", "password", "a2VwdA==");
        try {
            assertThat(Chart.path(Chart.render().get("Secret", "ssvirt-initial-admin"), "data", "password"))
                    .isEqualTo("a2VwdA==");
        } finally {
            KnownSecrets.clear();
        }
        assertThat(generated()).isNotEqualTo(generated()).doesNotContain("a2VwdA==");
    }

    private static String generated() {
        return (String) Chart.path(Chart.render().get("Secret", "ssvirt-initial-admin"), "data", "password");
    }

    @Test
    void theEmbeddedDatabaseHasOneProcessAtATimeAndAVolumeThatStays() {
        Rendered rendered = Chart.render();

        assertThat(Chart.path(server(rendered), "spec", "strategy", "type")).isEqualTo("Recreate");
        assertThat(Chart.path(
                        rendered.get("PersistentVolumeClaim", "ssvirt-api-server"),
                        "metadata",
                        "annotations",
                        "helm.sh/resource-policy"))
                .isEqualTo("keep");
        assertThat(Chart.path(server(Chart.render(Chart.valueSet("demo"))), "spec", "strategy", "type"))
                .isEqualTo("RollingUpdate");
    }

    @Test
    void theSimulatedClusterNeedsNoRightsAndNoToken() {
        Rendered rendered = Chart.render(Chart.valueSet("evaluation"));

        assertThat(rendered.all("ClusterRole")).isEmpty();
        assertThat(Chart.path(server(rendered), "spec", "template", "spec", "automountServiceAccountToken"))
                .isEqualTo(false);
    }

    @Test
    void noPasswordStandsInAnythingButASecret() {
        Rendered rendered = Chart.render(Chart.valueSet("ingress"));

        assertThat(rendered.objects().stream()
                        .filter(each -> !"Secret".equals(each.get("kind")))
                        .toList()
                        .toString())
                .doesNotContain("only-for-this-test");
    }

    static Map<String, Object> server(Rendered rendered) {
        return rendered.all("Deployment").get(0);
    }

    private static List<Map<String, Object>> workloads(Rendered rendered) {
        return rendered.objects().stream()
                .filter(each -> List.of("Deployment", "StatefulSet").contains(each.get("kind")))
                .toList();
    }

    private static List<Object> mounts(Object container) {
        return ((List<?>) Chart.path(container, "volumeMounts"))
                .stream().map(each -> Chart.path(each, "mountPath")).toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<Object, Object> asMap(Object tree) {
        return (Map<Object, Object>) tree;
    }
}
