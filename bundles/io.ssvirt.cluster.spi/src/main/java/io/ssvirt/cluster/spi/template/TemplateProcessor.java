package io.ssvirt.cluster.spi.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fills in the objects of a template as the template API of OpenShift does. */
public final class TemplateProcessor {

    private TemplateProcessor() {}

    /**
     * Returns the objects in the order of the template.
     *
     * <p><code>${P}</code> is replaced wherever it stands in a string or a key; a string that is nothing but <code>${{P}}</code>
     * becomes the JSON value; references to unknown parameters stay. The template's own labels go onto every object, and a
     * fixed {@code metadata.namespace} is dropped so that the object lands in the namespace of its instance.
     *
     * @param values by parameter name
     */
    public static List<Map<String, Object>> process(TemplateDocument template, Map<String, String> values) {
        Substitution fill = new Substitution(values);
        Map<String, Object> labels = fill.in(Tree.map(template.tree(), "labels"));
        List<Map<String, Object>> objects = new ArrayList<>();
        for (Map<String, Object> object : template.objects()) {
            objects.add(labelled(fill.in(withoutFixedNamespace(object)), labels));
        }
        return objects;
    }

    private static Map<String, Object> withoutFixedNamespace(Map<String, Object> object) {
        Map<String, Object> metadata = Tree.map(object, "metadata");
        if (!metadata.containsKey("namespace") || Substitution.isReferenceIn(Tree.text(metadata, "namespace"))) {
            return object;
        }
        metadata.remove("namespace");
        return with(object, "metadata", metadata);
    }

    private static Map<String, Object> labelled(Map<String, Object> object, Map<String, Object> labels) {
        if (labels.isEmpty()) {
            return object;
        }
        Map<String, Object> metadata = Tree.map(object, "metadata");
        Map<String, Object> all = Tree.map(metadata, "labels");
        all.putAll(labels);
        return with(object, "metadata", with(metadata, "labels", all));
    }

    private static Map<String, Object> with(Map<String, Object> tree, String key, Object value) {
        Map<String, Object> copy = new LinkedHashMap<>(tree);
        copy.put(key, value);
        return copy;
    }
}
