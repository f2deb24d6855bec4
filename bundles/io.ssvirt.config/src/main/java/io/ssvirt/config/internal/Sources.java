package io.ssvirt.config.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Where settings are given outside of {@code etc}: the environment, one mounted YAML file, and mounted secrets.
 *
 * <p>They are read once, because a process is started anew when they change.
 */
final class Sources {

    /** A text and where it was found. */
    record Given(String text, String origin) {}

    private static final String FILE_VARIABLE = "SSVIRT_CONFIG_FILE";
    private static final String DEFAULT_FILE = "etc/ssvirt/config.yaml";

    private final Map<String, String> environment;
    private final Path root;
    private final Names names;
    private final Path file;
    private final Map<String, Given> fromFile = new TreeMap<>();
    private final List<String> trouble = new ArrayList<>();

    /**
     * Reads them.
     *
     * @param root the folder that mounted files are looked for in, {@code /} outside of tests
     */
    Sources(Map<String, String> environment, Path root, Names names) {
        this.environment = Map.copyOf(environment);
        this.root = root;
        this.names = names;
        String given = environment.getOrDefault(FILE_VARIABLE, "").strip();
        this.file = given.isEmpty() ? root.resolve(DEFAULT_FILE) : Path.of(given);
        if (!given.isEmpty() || Files.exists(file)) {
            load();
        }
    }

    private void load() {
        try {
            Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
            if (tree instanceof Map<?, ?> members) {
                flatten("", members);
            } else if (tree != null) {
                trouble.add("The file " + file
                        + " must hold names with values, such as \"api:\" and below it \"port: 8080\"");
            }
        } catch (IOException unreadable) {
            trouble.add("The file " + file + " cannot be read; check " + FILE_VARIABLE + " and the rights of the file");
        } catch (YAMLException wrong) {
            trouble.add("The file " + file + " is no YAML: "
                    + wrong.getMessage().lines().findFirst().orElse("") + "; nothing of it is in force");
        }
    }

    private void flatten(String prefix, Map<?, ?> members) {
        members.forEach((key, value) -> {
            String path = prefix + key;
            if (value instanceof Map<?, ?> more) {
                flatten(path + ".", more);
            } else if (value instanceof List<?> list) {
                put(path, String.join(",", list.stream().map(String::valueOf).toList()));
            } else if (value != null) {
                put(path, String.valueOf(value));
            }
        });
    }

    private void put(String path, String text) {
        fromFile.put(Names.variable(path), new Given(text, "file " + file + " (" + path + ")"));
    }

    /** Returns what is wrong with the mounted file as a whole. */
    List<String> trouble() {
        return List.copyOf(trouble);
    }

    /**
     * Finds what is given for a setting: a mounted secret, then the environment, then the mounted file. A blank text is none, so
     * that a chart may pass on a value that nobody gave.
     *
     * @throws IOException when a file that is named cannot be read; its text says which
     */
    Optional<Given> find(Definition setting) throws IOException {
        Optional<Path> mounted = names.mounted(setting).map(root::resolve).flatMap(Sources::present);
        if (mounted.isPresent()) {
            return Optional.of(contentOf(mounted.get()));
        }
        List<String> variables = names.variables(setting);
        for (String variable : variables) {
            Optional<Given> given = inEnvironment(variable, setting.secret());
            if (given.isPresent()) {
                return given;
            }
        }
        return variables.stream()
                .map(fromFile::get)
                .filter(given -> given != null && !given.text().isBlank())
                .findFirst();
    }

    /** A secret of Kubernetes may spell a name with a hyphen. */
    private static Optional<Path> present(Path file) {
        Path hyphened = file.resolveSibling(file.getFileName().toString().replace('_', '-'));
        return List.of(file, hyphened).stream().filter(Files::exists).findFirst();
    }

    private Optional<Given> inEnvironment(String variable, boolean secret) throws IOException {
        String text = environment.getOrDefault(variable, "");
        if (!text.isBlank()) {
            return Optional.of(new Given(text, "environment " + variable));
        }
        String named = secret ? environment.getOrDefault(variable + "_FILE", "") : "";
        return named.isBlank() ? Optional.empty() : Optional.of(contentOf(Path.of(named)));
    }

    /** One line end after it is not part of it; nothing guesses at encodings. */
    private static Given contentOf(Path path) throws IOException {
        try {
            return new Given(Files.readString(path).replaceFirst("\\R\\z", ""), "file " + path);
        } catch (IOException unreadable) {
            throw new IOException("the file " + path + " cannot be read", unreadable);
        }
    }

    /** Returns what is given and belongs to no setting, in words for the log. */
    List<String> unknown(List<Definition> settings) {
        List<String> known = new ArrayList<>();
        settings.forEach(setting -> names.variables(setting).forEach(variable -> {
            known.add(variable);
            known.add(variable + "_FILE");
        }));
        List<String> unknown = new ArrayList<>();
        environment.keySet().stream()
                .filter(variable -> variable.startsWith("SSVIRT_"))
                .filter(variable -> !known.contains(variable) && !names.isForOthers(variable))
                .sorted()
                .forEach(variable -> unknown.add("environment " + variable + Similar.to(variable, known)));
        fromFile.forEach((variable, given) -> {
            if (!known.contains(variable) && !names.isForOthers(variable)) {
                unknown.add(given.origin());
            }
        });
        return unknown;
    }
}
