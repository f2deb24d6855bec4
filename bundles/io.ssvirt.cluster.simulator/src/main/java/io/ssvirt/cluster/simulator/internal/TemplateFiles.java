package io.ssvirt.cluster.simulator.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.ssvirt.cluster.spi.template.TemplateDocument;
import io.ssvirt.cluster.spi.template.Tree;

/** Reads templates from YAML and JSON, several in one file or one List, and gives them what a cluster would have given them. */
final class TemplateFiles {

    private static final Logger LOG = LoggerFactory.getLogger(TemplateFiles.class);
    private static final List<String> BUILT_IN =
            List.of("fedora", "ubuntu", "debian", "centos-stream", "rhel", "windows", "alpine", "web-and-database");
    private static final int LONGEST_FILE = 64 << 20;
    private static final String NAMESPACE = "openshift";
    private static final String CREATED = "2026-01-01T00:00:00Z";

    private TemplateFiles() {}

    /** Returns the templates that are built in. */
    static List<TemplateDocument> builtIn() {
        List<TemplateDocument> templates = new ArrayList<>();
        for (String name : BUILT_IN) {
            try (InputStream file = TemplateFiles.class.getResourceAsStream("/templates/" + name + ".yaml")) {
                templates.addAll(parse(new String(file.readAllBytes(), StandardCharsets.UTF_8)));
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
        return templates;
    }

    /** Returns the templates of a folder; a file that cannot be read is passed over with a warning that says why. */
    static List<TemplateDocument> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<TemplateDocument> templates = new ArrayList<>();
            files.filter(file -> file.toString().matches(".*\\.(ya?ml|json)"))
                    .sorted()
                    .forEach(file -> templates.addAll(read(file)));
            return templates;
        } catch (IOException | UncheckedIOException unreadable) {
            LOG.warn("Templates not loaded folder={} reason={}", folder, unreadable.getMessage());
            return List.of();
        }
    }

    private static List<TemplateDocument> read(Path file) {
        try {
            String text = Files.readString(file);
            List<TemplateDocument> templates = file.toString().endsWith(".json") ? parseJson(text) : parse(text);
            LOG.info("Templates loaded file={} templates={}", file, templates.size());
            return templates;
        } catch (IOException | YAMLException broken) {
            LOG.warn("Templates not loaded file={} reason={}", file, broken.getMessage());
            return List.of();
        }
    }

    /** Reads the templates in a text. */
    static List<TemplateDocument> parse(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LONGEST_FILE);
        List<TemplateDocument> templates = new ArrayList<>();
        for (Object document : new Yaml(new SafeConstructor(options)).loadAll(text)) {
            collect(Tree.asMap(document), templates);
        }
        return templates;
    }

    /** JSON may be indented by tabs, which YAML forbids, so it is not read as YAML. */
    private static List<TemplateDocument> parseJson(String text) throws JsonProcessingException {
        List<TemplateDocument> templates = new ArrayList<>();
        collect(Tree.asMap(new ObjectMapper().readValue(text, Map.class)), templates);
        return templates;
    }

    /** Returns a template as the cluster would hold it. */
    static List<TemplateDocument> adopt(TemplateDocument template) {
        return List.of(adopted(template.tree()));
    }

    private static void collect(Map<String, Object> document, List<TemplateDocument> templates) {
        if ("Template".equals(Tree.text(document, "kind"))) {
            templates.add(adopted(document));
        }
        Tree.maps(document, "items").forEach(item -> collect(item, templates));
    }

    /** Adds what the cluster would have added; the identity follows from the name, so it is the same after every start. */
    private static TemplateDocument adopted(Map<String, Object> document) {
        Map<String, Object> metadata = Tree.map(document, "metadata");
        metadata.putIfAbsent("namespace", NAMESPACE);
        String name = metadata.get("namespace") + "/" + metadata.get("name");
        metadata.putIfAbsent(
                "uid",
                UUID.nameUUIDFromBytes(("template/" + name).getBytes(StandardCharsets.UTF_8))
                        .toString());
        metadata.put("creationTimestamp", CREATED);
        metadata.putIfAbsent("resourceVersion", "1");
        Map<String, Object> template = new LinkedHashMap<>(document);
        template.put("metadata", metadata);
        return new TemplateDocument(template);
    }
}
