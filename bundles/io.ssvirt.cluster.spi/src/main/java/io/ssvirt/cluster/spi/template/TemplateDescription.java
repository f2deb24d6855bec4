package io.ssvirt.cluster.spi.template;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.ssvirt.model.TemplateParameter;
import io.ssvirt.model.TemplateSizing;

/** What a catalog needs to know of a template, without its objects. */
public record TemplateDescription(
        String namespace,
        String name,
        String uid,
        String resourceVersion,
        Map<String, String> labels,
        Map<String, String> annotations,
        List<TemplateParameter> parameters,
        TemplateSizing sizing,
        Instant createdAt) {

    /** Keeps its own copies. */
    public TemplateDescription {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
        parameters = List.copyOf(parameters);
    }
}
