package io.ssvirt.cluster.spi.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A complete Template of {@code template.openshift.io/v1}: a tree of maps, lists, strings, numbers, booleans and nulls.
 *
 * @param tree the template as its JSON or YAML reads; never changed after this value is made
 */
public record TemplateDocument(Map<String, Object> tree) {

    /** Returns {@code metadata.name}; empty when there is none. */
    public String name() {
        return Tree.text(Tree.map(tree, "metadata"), "name");
    }

    /** Returns {@code metadata.namespace}; empty when there is none. */
    public String namespace() {
        return Tree.text(Tree.map(tree, "metadata"), "namespace");
    }

    /** Returns the objects in the template, not filled in. */
    public List<Map<String, Object>> objects() {
        return Tree.maps(tree, "objects");
    }

    /** Returns a copy that puts more labels on each of its objects. */
    public TemplateDocument withLabels(Map<String, String> more) {
        Map<String, Object> labels = Tree.map(tree, "labels");
        labels.putAll(more);
        Map<String, Object> copy = new LinkedHashMap<>(tree);
        copy.put("labels", labels);
        return new TemplateDocument(copy);
    }

    /** Returns a copy whose VirtualMachines start when they are created. */
    public TemplateDocument withMachinesStarted() {
        return new TemplateDocument(StartedMachines.in(tree));
    }
}
