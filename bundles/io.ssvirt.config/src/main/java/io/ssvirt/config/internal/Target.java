package io.ssvirt.config.internal;

import java.util.Dictionary;
import java.util.Map;

import io.ssvirt.config.internal.Resolver.Resolved;

/** Hands settings of ours to a part that is not ours and has names of its own. */
interface Target {

    /** Returns the area whose settings it hands on. */
    String area();

    /** Tells whether a configuration is the one to hand them to. */
    boolean takes(Dictionary<String, Object> configuration);

    /** Returns a filter that finds the configuration, for handing them on again. */
    String filter();

    /**
     * Writes into the configuration what that part understands.
     *
     * @param settings by key
     */
    void write(Map<String, Resolved> settings, Dictionary<String, Object> configuration);

    /** Returns the text in force. */
    static String text(Map<String, Resolved> settings, String key) {
        Resolved resolved = settings.get(key);
        return resolved.value().orElse(resolved.setting().defaultValue());
    }
}
