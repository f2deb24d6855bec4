package io.ssvirt.cluster.spi.template;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.ssvirt.model.TemplateParameter;

/** Reads what a catalog needs to know from a template. */
public final class TemplateReader {

    private TemplateReader() {}

    /**
     * Describes a template, with its sizing read from its objects.
     *
     * <p>A value that is a parameter reference is read through the default of that parameter. What is missing reads as empty,
     * the time of creation as the epoch.
     */
    public static TemplateDescription describe(TemplateDocument template) {
        return describe(template, InstancetypeSizes.COMMON);
    }

    /** Describes a template, with the sizes of instancetypes that a cluster knows. */
    public static TemplateDescription describe(TemplateDocument template, InstancetypeSizes sizes) {
        Map<String, Object> metadata = Tree.map(template.tree(), "metadata");
        Map<String, String> labels = texts(metadata, "labels");
        Map<String, String> annotations = texts(metadata, "annotations");
        List<TemplateParameter> parameters = parameters(template);
        return new TemplateDescription(
                template.namespace(),
                template.name(),
                Tree.text(metadata, "uid"),
                Tree.text(metadata, "resourceVersion"),
                labels,
                annotations,
                parameters,
                new SizingReader(defaults(parameters), GuestSystem.named(labels, annotations), sizes).read(template),
                instant(Tree.text(metadata, "creationTimestamp")));
    }

    /** Returns the parameters in the order of the template; a value that was never written is null. */
    public static List<TemplateParameter> parameters(TemplateDocument template) {
        List<TemplateParameter> parameters = new ArrayList<>();
        ParameterTypes types = new ParameterTypes(template);
        for (Map<String, Object> each : Tree.maps(template.tree(), "parameters")) {
            parameters.add(new TemplateParameter(
                    Tree.text(each, "name"),
                    Tree.text(each, "displayName"),
                    Tree.text(each, "description"),
                    textOrNull(each, "value"),
                    textOrNull(each, "generate"),
                    textOrNull(each, "from"),
                    Boolean.parseBoolean(Tree.text(each, "required")),
                    types.of(Tree.text(each, "name"), textOrNull(each, "value"))));
        }
        return parameters;
    }

    private static Map<String, String> defaults(List<TemplateParameter> parameters) {
        Map<String, String> defaults = new HashMap<>();
        for (TemplateParameter parameter : parameters) {
            if (parameter.value() != null) {
                defaults.put(parameter.name(), parameter.value());
            }
        }
        return defaults;
    }

    private static Map<String, String> texts(Map<String, Object> metadata, String key) {
        Map<String, Object> entries = Tree.map(metadata, key);
        Map<String, String> texts = new LinkedHashMap<>();
        entries.keySet().forEach(name -> texts.put(name, Tree.text(entries, name)));
        return texts;
    }

    private static String textOrNull(Map<String, Object> tree, String key) {
        return tree.get(key) == null ? null : Tree.text(tree, key);
    }

    private static Instant instant(String text) {
        try {
            return text.isEmpty() ? Instant.EPOCH : Instant.parse(text);
        } catch (DateTimeParseException noTime) {
            return Instant.EPOCH;
        }
    }
}
