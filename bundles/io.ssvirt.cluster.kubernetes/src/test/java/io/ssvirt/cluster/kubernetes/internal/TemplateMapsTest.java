package io.ssvirt.cluster.kubernetes.internal;

import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.ssvirt.cluster.spi.template.TemplateDescription;

import static org.assertj.core.api.Assertions.assertThat;

final class TemplateMapsTest {

    private static final String YAML = "kind: Template\nmetadata:\n  name: %s\nobjects: []\n";
    private static final String JSON = "{\"kind\":\"Template\",\"metadata\":{\"name\":\"json\"},\"objects\":[]}";

    private final TemplateMaps maps = new TemplateMaps();
    private final Sink sink = maps.sink("openshift", () -> {});

    private static Map<String, Object> map(Map<String, String> data) {
        return Map.of("metadata", Map.of("name", "templates", "namespace", "openshift", "uid", "u-1"), "data", data);
    }

    @Test
    void eachKeyHoldsATemplateAndWhatIsNoneIsPassedOver() {
        sink.put(
                "openshift/templates",
                map(Map.of(
                        "a.yaml", YAML.formatted("yaml"),
                        "b.json", JSON,
                        "c", ": no [yaml",
                        "d", "kind: Template\nmetadata: {}\n",
                        "e", "just words",
                        "f", "- a\n- list\n",
                        "g", "",
                        "h", "a: \"\\x\"\n\t- b")));

        assertThat(maps.all()).extracting(TemplateDescription::name).containsExactlyInAnyOrder("yaml", "json");
        assertThat(maps.all()).allSatisfy(each -> assertThat(each.namespace()).isEqualTo("openshift"));
    }

    @Test
    void whatAListNoLongerShowsIsGone() {
        sink.put("openshift/templates", map(Map.of("a", YAML.formatted("one"))));
        sink.put("openshift/more", map(Map.of("a", YAML.formatted("two"))));

        sink.listed(Set.of("openshift/more"));

        assertThat(maps.all()).extracting(TemplateDescription::name).containsExactly("two");
    }
}
