package io.ssvirt.config.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.ssvirt.config.internal.Definition.Kind;

/** An installation for tests: some settings of an invented part, its file in etc, and an environment. */
final class Etc {

    static final String PID = "io.ssvirt.sample";

    private static final UUID PROCESS = UUID.fromString("00000000-0000-4000-8000-00000000002a");

    final Map<String, Map<String, String>> files = new HashMap<>();
    final Map<String, String> environment = new HashMap<>();
    final List<Definition> definitions = new ArrayList<>(List.of(
            setting("port", Kind.NUMBER, "8080", List.of(), Optional.of(1L), Optional.of(65535L)),
            setting("wait_for", Kind.DURATION, "PT8S", List.of(), Optional.empty(), Optional.empty()),
            setting("again_every", Kind.DURATION, "PT1H", List.of(), Optional.of(1L), Optional.empty()),
            setting("mode", Kind.CHOICE, "fast", List.of("fast", "slow"), Optional.empty(), Optional.empty()),
            setting("strict", Kind.SWITCH, "false", List.of(), Optional.empty(), Optional.empty()),
            setting("greeting", Kind.TEXT, "hello", List.of(), Optional.empty(), Optional.empty()),
            new Definition(
                    PID,
                    "origins",
                    Kind.TEXT,
                    true,
                    false,
                    "",
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    "Origins."),
            new Definition(
                    PID, ".key", Kind.TEXT, false, true, "", List.of(), Optional.of(32L), Optional.empty(), "A key.")));
    private final Path root;
    private Settings settings;

    Etc(Path root) {
        this.root = root;
    }

    private static Definition setting(
            String key, Kind kind, String value, List<String> choices, Optional<Long> min, Optional<Long> max) {
        return new Definition(PID, key, kind, false, false, value, choices, min, max, "What it is for.");
    }

    Etc file(String key, String value) {
        files.computeIfAbsent(PID, pid -> new HashMap<>()).put(key, value);
        return this;
    }

    Etc variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Settings settings() {
        if (settings == null) {
            Names names = Names.shipped();
            settings = new Settings(
                    () -> definitions,
                    names,
                    new Sources(environment, root, names),
                    List.of(new WebTarget(), new DatabaseTarget(PROCESS), new LogTarget()),
                    pid -> {
                        boolean there = files.containsKey(pid);
                        if (there) {
                            read(pid);
                        }
                        return there;
                    });
        }
        return settings;
    }

    /** Reads a configuration as a part would get it. */
    Dictionary<String, Object> read(String pid) {
        Hashtable<String, Object> dictionary = new Hashtable<>(files.getOrDefault(pid, Map.of()));
        dictionary.put("service.pid", pid);
        settings().modifyConfiguration(null, dictionary);
        return dictionary;
    }

    Dictionary<String, Object> read() {
        return read(PID);
    }
}
