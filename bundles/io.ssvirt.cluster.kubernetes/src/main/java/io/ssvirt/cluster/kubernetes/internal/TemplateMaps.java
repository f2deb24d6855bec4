package io.ssvirt.cluster.kubernetes.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

import io.ssvirt.cluster.spi.template.TemplateDescription;
import io.ssvirt.cluster.spi.template.TemplateDocument;
import io.ssvirt.cluster.spi.template.TemplateReader;
import io.ssvirt.cluster.spi.template.Tree;

/**
 * Templates for clusters without OpenShift's template API: each key of a ConfigMap with the label {@value #LABEL} holds one Template
 * of {@code template.openshift.io/v1} as YAML or JSON.
 */
final class TemplateMaps {

    /** Label of the ConfigMaps; its value is of no matter. */
    static final String LABEL = "ssvirt.io/templates";

    private static final Logger LOG = LoggerFactory.getLogger(TemplateMaps.class);

    private final KubernetesSerialization yaml = new KubernetesSerialization();
    private final Map<String, List<TemplateDescription>> maps = new ConcurrentHashMap<>();

    /** Where a template stands. */
    private record Place(String map, TemplateDescription template) {}

    /** Returns where the watch of one namespace puts what it sees. */
    Sink sink(String namespace, Runnable onChanged) {
        return new Sink() {
            @Override
            public void put(String key, Map<String, Object> map) {
                maps.put(
                        key,
                        documents(map).stream().map(TemplateReader::describe).toList());
                onChanged.run();
            }

            @Override
            public void remove(String key) {
                maps.remove(key);
                onChanged.run();
            }

            @Override
            public void listed(Set<String> keys) {
                maps.keySet().removeIf(key -> key.startsWith(namespace + "/") && !keys.contains(key));
                onChanged.run();
            }
        };
    }

    /** Returns all templates as last seen. */
    List<TemplateDescription> all() {
        return maps.values().stream().flatMap(List::stream).toList();
    }

    /** Reads one from the cluster, if a ConfigMap was seen to hold it. */
    Optional<TemplateDocument> get(Api api, String namespace, String name) {
        return maps.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(template -> new Place(entry.getKey(), template)))
                .filter(place -> place.template().namespace().equals(namespace))
                .filter(place -> place.template().name().equals(name))
                .findFirst()
                .flatMap(place -> api.find(
                        Kind.CONFIG_MAP,
                        namespace,
                        place.map().substring(place.map().indexOf('/') + 1)))
                .flatMap(map -> documents(map).stream()
                        .filter(document -> document.name().equals(name))
                        .findFirst());
    }

    /** Reads the templates in a ConfigMap; what is none is passed over with a warning. */
    private List<TemplateDocument> documents(Map<String, Object> map) {
        List<TemplateDocument> documents = new ArrayList<>();
        Map<String, Object> data = Tree.map(map, "data");
        data.keySet().stream().sorted().forEach(key -> document(map, key, Tree.text(data, key))
                .ifPresent(documents::add));
        return documents;
    }

    private Optional<TemplateDocument> document(Map<String, Object> map, String key, String text) {
        Metadata holder = Metadata.of(map);
        Map<String, Object> tree = parsed(text);
        String name = Tree.text(Tree.map(tree, "metadata"), "name");
        if (!"Template".equals(Tree.text(tree, "kind")) || name.isEmpty()) {
            LOG.warn(
                    "No template with a name in a ConfigMap namespace={} configMap={} key={}",
                    holder.namespace(),
                    holder.name(),
                    key);
            return Optional.empty();
        }
        Map<String, Object> metadata = Tree.map(tree, "metadata");
        metadata.put("namespace", holder.namespace());
        metadata.put("uid", holder.uid());
        metadata.put("resourceVersion", Tree.text(holder.tree(), "resourceVersion"));
        metadata.put("creationTimestamp", Tree.text(holder.tree(), "creationTimestamp"));
        tree.put("metadata", metadata);
        return Optional.of(new TemplateDocument(tree));
    }

    private Map<String, Object> parsed(String text) {
        try {
            Object read = yaml.unmarshal(text, Map.class);
            return Tree.asMap(read);
        } catch (YamlEngineException
                | KubernetesClientException
                | IllegalArgumentException
                | ClassCastException notYaml) {
            return new LinkedHashMap<>();
        }
    }
}
