package io.ssvirt.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;

import static java.util.stream.Collectors.joining;

/** The chart of this module, as Helm renders it. */
final class Chart {

    static final Path FOLDER = Path.of(System.getProperty("ssvirt.chart"));
    static final String NAMESPACE = "clouds";

    private Chart() {}

    static Helm helm() {
        return new Helm(FOLDER);
    }

    /** Returns the sets of values under {@code ci/}, one for each way of installing that is supported. */
    static List<Path> valueSets() {
        try (Stream<Path> files = Files.list(FOLDER.resolve("ci"))) {
            return files.filter(file -> file.toString().endsWith("-values.yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path valueSet(String name) {
        return FOLDER.resolve("ci/" + name + "-values.yaml");
    }

    /** Renders release {@code ssvirt} with one set of values. */
    static Rendered render(Path values) {
        return rendered(template("ssvirt").withValuesFile(values));
    }

    /** Renders release {@code ssvirt} with single values, {@code key=value}. */
    static Rendered render(String... settings) {
        TemplateCommand command = template("ssvirt");
        for (String setting : settings) {
            String[] pair = setting.split("=", 2);
            command.set(pair[0], pair[1]);
        }
        return rendered(command);
    }

    static TemplateCommand template(String release) {
        return helm().template().withName(release).withNamespace(NAMESPACE);
    }

    static Rendered rendered(TemplateCommand command) {
        KnownSecrets.serve();
        return new Rendered(documents(command.call()));
    }

    /** Reads a file of documents; the empty ones, which conditions leave behind, are left out. */
    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> documents(String text) {
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        return StreamSupport.stream(yaml.loadAll(text).spliterator(), false)
                .filter(each -> each != null)
                .map(each -> (Map<String, Object>) each)
                .toList();
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The objects of one release. */
    record Rendered(List<Map<String, Object>> objects) {

        /** Returns the only object of a kind and name. */
        Map<String, Object> get(String kind, String name) {
            return objects.stream()
                    .filter(each -> kind.equals(each.get("kind")) && name.equals(name(each)))
                    .reduce((one, other) -> {
                        throw new AssertionError("two of " + kind + " " + name);
                    })
                    .orElseThrow(() -> new AssertionError("no " + kind + " " + name + " among " + names()));
        }

        List<Map<String, Object>> all(String kind) {
            return objects.stream()
                    .filter(each -> kind.equals(each.get("kind")))
                    .toList();
        }

        private String names() {
            return objects.stream()
                    .map(each -> each.get("kind") + " " + name(each))
                    .collect(joining(", "));
        }
    }

    static String name(Map<String, Object> object) {
        return (String) path(object, "metadata", "name");
    }

    /** Follows keys of maps and indexes of lists; null when there is nothing. */
    static Object path(Object tree, Object... steps) {
        Object at = tree;
        for (Object step : steps) {
            if (at instanceof Map<?, ?> map) {
                at = map.get(step);
            } else if (at instanceof List<?> list && step instanceof Integer index && index < list.size()) {
                at = list.get(index);
            } else {
                return null;
            }
        }
        return at;
    }
}
