package io.ssvirt.cluster.spi.template;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TemplateProcessorTest {

    private static Map<String, Object> onlyObject(String yaml, Map<String, String> values) {
        List<Map<String, Object>> objects = TemplateProcessor.process(Samples.yaml(yaml), values);
        assertThat(objects).hasSize(1);
        return objects.get(0);
    }

    private static Object raw(String value) {
        return onlyObject("objects: [{kind: K, spec: '${{P}}'}]", Map.of("P", value))
                .get("spec");
    }

    @Test
    void referencesAreReplacedManyTimesInAStringAndInKeys() {
        var object = onlyObject(
                "objects: [{kind: K, data: {'${A}-key': 'x${A}y${B}${A}', deep: [{at: '${B}'}]}}]",
                Map.of("A", "1", "B", "$2"));

        assertThat(Tree.map(object, "data")).isEqualTo(Map.of("1-key", "x1y$21", "deep", List.of(Map.of("at", "$2"))));
    }

    @Test
    void unknownReferencesAndOtherTextStay() {
        var object =
                onlyObject("objects: [{kind: K, a: '${NO}', b: '$P ${P-} {P}', c: '${{NO}}', d: 7}]", Map.of("P", "x"));

        assertThat(object).containsEntry("a", "${NO}").containsEntry("b", "$P ${P-} {P}");
        assertThat(object).containsEntry("c", "${{NO}}").containsEntry("d", 7);
    }

    @Test
    void aValueIsNotReadForReferencesAgain() {
        assertThat(onlyObject("objects: [{kind: K, a: '${A}'}]", Map.of("A", "${B}", "B", "x")))
                .containsEntry("a", "${B}");
    }

    @Test
    void aRawReferenceAloneBecomesAJsonValue() {
        assertThat(raw("3")).isEqualTo(3);
        assertThat(raw("3000000000")).isEqualTo(3_000_000_000L);
        assertThat(raw("-2.5")).isEqualTo(-2.5);
        assertThat(raw("true")).isEqualTo(true);
        assertThat(raw("null")).isNull();
        assertThat(raw("\"a\\n\\u0041\"")).isEqualTo("a\nA");
        assertThat(raw("{\"a\": [1, {\"b\": false}, []], \"c\": {}}"))
                .isEqualTo(Map.of("a", Arrays.asList(1, Map.of("b", false), List.of()), "c", Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "web", "1Gi", "007", "", "{", "[1,", "[1 2]", "{\"a\"}", "\"open", "\"\\x\"", "1 2", "nul", "{a: 1}"
            })
    void aRawValueThatIsNoJsonStaysText(String value) {
        assertThat(raw(value)).isEqualTo(value);
    }

    @Test
    void aRawReferenceInsideALongerStringIsUntouched() {
        assertThat(onlyObject("objects: [{kind: K, a: 'x${{P}}'}]", Map.of("P", "3")))
                .containsEntry("a", "x${{P}}");
    }

    @Test
    void theLabelsOfTheTemplateGoOntoEveryObjectAndWin() {
        var objects = TemplateProcessor.process(
                Samples.yaml(
                        """
                labels: {app: '${APP}', '${APP}': yes-it-is}
                objects:
                - {kind: A, metadata: {name: a, labels: {app: own, tier: db}}}
                - {kind: B}
                """),
                Map.of("APP", "shop"));

        assertThat(Tree.path(objects.get(0), "metadata", "labels"))
                .isEqualTo(Map.of("app", "shop", "shop", "yes-it-is", "tier", "db"));
        assertThat(Tree.path(objects.get(1), "metadata", "labels"))
                .isEqualTo(Map.of("app", "shop", "shop", "yes-it-is"));
    }

    @Test
    void aFixedNamespaceIsDroppedAndOneFromAParameterIsKept() {
        var objects = TemplateProcessor.process(
                Samples.yaml("objects: [{kind: A, metadata: {namespace: fixed, name: a}},"
                        + " {kind: B, metadata: {namespace: '${NS}', name: b}}]"),
                Map.of("NS", "elsewhere"));

        assertThat(Tree.map(objects.get(0), "metadata")).isEqualTo(Map.of("name", "a"));
        assertThat(Tree.map(objects.get(1), "metadata")).containsEntry("namespace", "elsewhere");
    }

    @Test
    void theTemplateItselfIsNotChanged() {
        TemplateDocument template =
                Samples.yaml("labels: {a: b}\nobjects: [{kind: A, metadata: {namespace: fixed, name: '${N}'}}]");
        String before = template.toString();

        TemplateProcessor.process(template, Map.of("N", "x"));

        assertThat(template).hasToString(before);
    }

    @Test
    void machinesCanBeMadeToStartAndEverythingElseStays() {
        TemplateDocument template = Samples.yaml(
                """
                metadata: {name: t}
                objects:
                - {apiVersion: kubevirt.io/v1, kind: VirtualMachine, spec: {runStrategy: Halted, template: {}}}
                - {apiVersion: kubevirt.io/v1, kind: VirtualMachine, spec: {running: false}}
                - {apiVersion: kubevirt.io/v1, kind: VirtualMachine, spec: {runStrategy: RerunOnFailure}}
                - {apiVersion: kubevirt.io/v1, kind: VirtualMachine}
                - {apiVersion: v1, kind: Secret, spec: {running: false}}
                """);
        String before = template.toString();

        List<Map<String, Object>> objects = template.withMachinesStarted().objects();

        assertThat(objects)
                .extracting(each -> Tree.map(each, "spec"))
                .containsExactly(
                        Map.of("runStrategy", "Always", "template", Map.of()),
                        Map.of("running", true),
                        Map.of("runStrategy", "RerunOnFailure"),
                        Map.of("runStrategy", "Always"),
                        Map.of("running", false));
        assertThat(template).hasToString(before);
    }

    @Test
    void theTemplatesOfRealClustersAreFilledInCompletely() {
        for (TemplateDocument template : Samples.fromClusters()) {
            Map<String, String> values = new HashMap<>();
            TemplateReader.parameters(template).forEach(each -> values.put(each.name(), "v-" + each.name()));

            assertThat(TemplateProcessor.process(template, values))
                    .as(template.name())
                    .isNotEmpty()
                    .allSatisfy(object -> assertThat(object.toString()).doesNotContain("${"));
        }
    }
}
