package io.ssvirt.config.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationPlugin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.ssvirt.api.EffectiveConfiguration;
import io.ssvirt.config.internal.Resolver.Resolved;

/**
 * Puts what is in force into every configuration before a part sees it, and remembers it.
 *
 * <p>Nothing that comes from the environment or a mounted file is stored anywhere by this.
 */
final class Settings implements ConfigurationPlugin, EffectiveConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);
    private static final Set<String> NOT_SETTINGS =
            Set.of("service.pid", "service.factoryPid", "service.bundleLocation");

    private final Supplier<List<Definition>> definitions;
    private final Names names;
    private final Sources sources;
    private final Resolver resolver;
    private final List<Target> targets;
    private final Predicate<String> process;
    private final Map<String, Dictionary<String, Object>> seen = new ConcurrentHashMap<>();
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /**
     * Takes what it works with.
     *
     * @param process has the configuration of an area handed to this plugin; false when there is none
     */
    Settings(
            Supplier<List<Definition>> definitions,
            Names names,
            Sources sources,
            List<Target> targets,
            Predicate<String> process) {
        this.definitions = definitions;
        this.names = names;
        this.sources = sources;
        this.resolver = new Resolver(sources);
        this.targets = targets;
        this.process = process;
        sources.trouble().forEach(this::error);
    }

    @Override
    public void modifyConfiguration(ServiceReference<?> reader, Dictionary<String, Object> configuration) {
        String pid = String.valueOf(configuration.get("service.pid"));
        for (Target target : targets) {
            if (target.takes(configuration)) {
                target.write(resolve(target.area(), inEtc(target.area())), configuration);
            }
        }
        Map<String, Resolved> area = resolve(pid, Optional.of(configuration));
        if (area.isEmpty()) {
            return;
        }
        seen.put(pid, copy(configuration));
        unknownKeys(pid, area, configuration);
        area.values().forEach(resolved -> {
            Definition setting = resolved.setting();
            configuration.remove(setting.key());
            resolved.value().ifPresent(value -> configuration.put(setting.id(), typed(setting, value)));
        });
    }

    /** Returns what the file of an area says, after Karaf has put in what its variables stand for. */
    private Optional<Dictionary<String, Object>> inEtc(String pid) {
        return process.test(pid) ? Optional.ofNullable(seen.get(pid)) : Optional.empty();
    }

    private static Dictionary<String, Object> copy(Dictionary<String, Object> configuration) {
        Hashtable<String, Object> copy = new Hashtable<>();
        Collections.list(configuration.keys()).forEach(key -> copy.put(key, configuration.get(key)));
        return copy;
    }

    /** A list is one text with commas in a file; whoever reads it gets its parts. */
    private static Object typed(Definition setting, String value) {
        return setting.list() ? value.split("\\s*,\\s*") : value;
    }

    private Map<String, Resolved> resolve(String pid, Optional<Dictionary<String, Object>> configuration) {
        Map<String, Resolved> area = new LinkedHashMap<>();
        for (Definition setting : definitions.get()) {
            if (setting.pid().equals(pid)) {
                Resolved resolved = resolver.resolve(setting, text(configuration, setting.key()));
                resolved.wrong().ifPresent(this::error);
                area.put(setting.key(), resolved);
            }
        }
        return area;
    }

    private static Optional<String> text(Optional<Dictionary<String, Object>> configuration, String key) {
        return configuration.map(properties -> properties.get(key)).map(Settings::text);
    }

    private static String text(Object value) {
        return value instanceof Object[] many
                ? String.join(",", List.of(many).stream().map(String::valueOf).toList())
                : String.valueOf(value);
    }

    private void unknownKeys(String pid, Map<String, Resolved> area, Dictionary<String, Object> configuration) {
        for (String key : Collections.list(configuration.keys())) {
            boolean setting = area.containsKey(key) || area.containsKey(key.startsWith(".") ? key.substring(1) : key);
            if (!setting && !NOT_SETTINGS.contains(key) && !key.startsWith("felix.") && !key.startsWith("component.")) {
                warn("etc/" + pid + ".cfg: the key \"" + key + "\" is unknown and has no effect"
                        + Similar.to(key, area.keySet()));
            }
        }
    }

    /** Returns the areas of some settings for which something is given outside of {@code etc}. */
    List<String> areasToMake(List<Definition> declared) {
        return declared.stream()
                .filter(setting ->
                        !resolver.resolve(setting, Optional.empty()).origin().equals(Resolver.DEFAULT))
                .map(Definition::pid)
                .distinct()
                .toList();
    }

    /** Says what is wrong, and what was given and belongs to no installed part. Only now is every part known. */
    void installed() {
        resolved().forEach(one -> one.wrong().ifPresent(this::error));
        sources.unknown(definitions.get())
                .forEach(given -> warn("Nothing is called so, and it has no effect: " + given));
    }

    private void warn(String message) {
        if (told.add(message)) {
            LOG.warn(message);
        }
    }

    private void error(String message) {
        if (told.add(message)) {
            LOG.error(message);
        }
    }

    @Override
    public List<Setting> settings() {
        return resolved().stream()
                .map(one -> new Setting(
                        one.setting().pid(),
                        one.setting().key(),
                        String.join(" ", names.variables(one.setting())),
                        one.shown(),
                        one.origin(),
                        one.setting().description()))
                .filter(setting -> !setting.variable().isEmpty())
                .toList();
    }

    @Override
    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        sources.trouble().forEach(message -> problems.add(new Problem(message, true)));
        resolved().forEach(one -> one.wrong().ifPresent(message -> problems.add(new Problem(message, one.fatal()))));
        return problems;
    }

    private List<Resolved> resolved() {
        Map<String, Optional<Dictionary<String, Object>>> files = new LinkedHashMap<>();
        return definitions.get().stream()
                .map(setting -> resolver.resolve(
                        setting, text(files.computeIfAbsent(setting.pid(), this::inEtc), setting.key())))
                .toList();
    }
}
