package io.ssvirt.chart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Every rendered object fits the published model of its kind: all fields known, all values of the right type. */
class ChartObjectsTest {

    private static final ObjectMapper STRICT = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .setAnnotationIntrospector(new NoUnknownFields());

    private final KubernetesSerialization kinds = new KubernetesSerialization();

    static List<Path> valueSets() {
        return Chart.valueSets();
    }

    @ParameterizedTest
    @MethodSource("valueSets")
    void everyObjectFitsTheModelOfItsKind(Path values) throws IOException {
        List<Map<String, Object>> objects = Chart.render(values).objects();

        assertThat(objects).hasSizeGreaterThan(4);
        for (Map<String, Object> object : objects) {
            check(object);
        }
    }

    @Test
    void aFieldThatNoKindHasIsNoticed() {
        Map<String, Object> service = Chart.render().get("Service", "ssvirt-api-server");
        @SuppressWarnings("unchecked")
        Map<String, Object> spec = (Map<String, Object>) service.get("spec");
        spec.put("clusterIp", "None");

        assertThatThrownBy(() -> check(service)).hasMessageContaining("clusterIp");
    }

    @ParameterizedTest
    @MethodSource("valueSets")
    void everyObjectHasTheCommonLabels(Path values) {
        for (Map<String, Object> object : Chart.render(values).objects()) {
            assertThat(Chart.path(object, "metadata", "labels", "app.kubernetes.io/instance"))
                    .as(object.get("kind") + " " + Chart.name(object))
                    .isEqualTo("ssvirt");
        }
    }

    private void check(Map<String, Object> object) throws JsonProcessingException {
        Class<?> model =
                kinds.getRegisteredKubernetesResource((String) object.get("apiVersion"), (String) object.get("kind"));
        assertThat(model)
                .as("a model of %s %s", object.get("apiVersion"), object.get("kind"))
                .isNotNull()
                .isNotEqualTo(GenericKubernetesResource.class);
        assertThat(STRICT.readValue(STRICT.writeValueAsString(object), model)).isNotNull();
    }

    /** The models keep unknown fields in a map beside the known ones; here they are errors. */
    private static final class NoUnknownFields extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return Boolean.FALSE;
        }
    }
}
