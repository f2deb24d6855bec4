package io.ssvirt.cluster.simulator.internal;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the API server checks of names and labels, in its words. */
final class Legality {

    private static final Pattern LABEL_VALUE = Pattern.compile("(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?");
    private static final Pattern OBJECT_NAME =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final Pattern PARAMETER = Pattern.compile("[a-zA-Z0-9_]+");
    private static final int LONGEST_VALUE = 63;
    private static final int LONGEST_NAME = 253;

    private Legality() {}

    static Optional<String> ofLabels(Map<String, String> labels) {
        return labels.values().stream()
                .filter(value -> value.length() > LONGEST_VALUE
                        || !LABEL_VALUE.matcher(value).matches())
                .findFirst()
                .map(value -> "metadata.labels: Invalid value: \"" + value + "\": "
                        + (value.length() > LONGEST_VALUE
                                ? "must be no more than 63 characters"
                                : "a valid label must consist of alphanumeric characters, '-', '_' or '.', and must"
                                        + " start and end with an alphanumeric character"));
    }

    static Optional<String> ofName(String name) {
        boolean legal =
                name.length() <= LONGEST_NAME && OBJECT_NAME.matcher(name).matches();
        return legal
                ? Optional.empty()
                : Optional.of("metadata.name: Invalid value: \"" + name + "\": must consist of lower case alphanumeric"
                        + " characters, '-' or '.', and must start and end with an alphanumeric character");
    }

    static Optional<String> ofParameter(String name) {
        return PARAMETER.matcher(name).matches()
                ? Optional.empty()
                : Optional.of("template.parameters: Invalid value: \"" + name + "\": does not match ^[a-zA-Z0-9_]+$");
    }
}
