package io.ssvirt.cluster.spi.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Templates for tests: written in place, or those that real clusters carry, from the folder of fixtures. */
final class Samples {

    private Samples() {}

    static TemplateDocument yaml(String text) {
        return new TemplateDocument(Tree.asMap(new Yaml(options()).load(text)));
    }

    static List<TemplateDocument> fromClusters() {
        Path folder = Path.of(System.getProperty("ssvirt.shared", "absent"), "fixtures", "templates");
        Assumptions.assumeTrue(
                Files.isDirectory(folder), "no fixtures: system property ssvirt.shared names no folder with them");
        List<TemplateDocument> templates = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                for (Object each :
                        new Yaml(options()).loadAll(Files.readString(file).replace('\t', ' '))) {
                    templates.add(new TemplateDocument(Tree.asMap(each)));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return templates.stream().filter(each -> !each.name().isEmpty()).toList();
    }

    private static SafeConstructor options() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(16 * 1024 * 1024);
        return new SafeConstructor(options);
    }
}
