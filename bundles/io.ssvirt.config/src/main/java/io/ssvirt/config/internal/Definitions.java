package io.ssvirt.config.internal;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings that the installed parts declare. */
final class Definitions {

    private static final Logger LOG = LoggerFactory.getLogger(Definitions.class);
    private static final String OURS = "io.ssvirt.";

    /** A bundle as it was when it was read; an update makes another one of it. */
    private record Key(long bundle, long modified) {}

    private final BundleContext context;
    private final Map<Key, List<Definition>> read = new ConcurrentHashMap<>();

    Definitions(BundleContext context) {
        this.context = context;
    }

    /** Returns all of them, by area and key; a setting that two parts declare alike comes once. */
    List<Definition> all() {
        Map<String, Definition> found = new TreeMap<>();
        for (Bundle bundle : context.getBundles()) {
            of(bundle).forEach(setting -> found.putIfAbsent(setting.name(), setting));
        }
        return List.copyOf(found.values());
    }

    /** Returns those that a part declares. */
    List<Definition> of(Bundle bundle) {
        String name = bundle.getSymbolicName();
        return name == null || !name.startsWith(OURS)
                ? List.of()
                : read.computeIfAbsent(new Key(bundle.getBundleId(), bundle.getLastModified()), key -> read(bundle));
    }

    /** To find entries would resolve the bundle, which tells everybody who tracks bundles, us among them, while we read it. */
    private static List<Definition> read(Bundle bundle) {
        List<Definition> found = new ArrayList<>();
        Enumeration<String> files = bundle.getEntryPaths("OSGI-INF/metatype");
        for (String file : files == null ? List.<String>of() : Collections.list(files)) {
            try (InputStream xml = bundle.getEntry(file).openStream()) {
                found.addAll(Metatype.read(xml));
            } catch (IOException unreadable) {
                LOG.warn("Settings not described bundle={} file={}", bundle.getSymbolicName(), file, unreadable);
            }
        }
        return found;
    }
}
