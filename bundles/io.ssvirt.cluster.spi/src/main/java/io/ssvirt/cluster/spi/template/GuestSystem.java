package io.ssvirt.cluster.spi.template;

import java.util.Map;

/** Finds the operating system that a template is for. */
final class GuestSystem {

    private static final String NAMED = "name.os.template.kubevirt.io/";
    private static final String MARKED = "os.template.kubevirt.io/";

    private GuestSystem() {}

    /** Returns the name in the template's annotations, else the mark in its labels, else nothing. */
    static String named(Map<String, String> labels, Map<String, String> annotations) {
        return annotations.entrySet().stream()
                .filter(entry ->
                        entry.getKey().startsWith(NAMED) && !entry.getValue().isBlank())
                .map(Map.Entry::getValue)
                .sorted()
                .findFirst()
                .or(() -> labels.keySet().stream()
                        .filter(key -> key.startsWith(MARKED))
                        .map(key -> key.substring(MARKED.length()))
                        .sorted()
                        .findFirst())
                .orElse("");
    }
}
