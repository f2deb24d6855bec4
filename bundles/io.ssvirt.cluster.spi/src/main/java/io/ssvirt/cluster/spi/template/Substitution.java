package io.ssvirt.cluster.spi.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts values in the place of parameter references, in every string of a tree. */
final class Substitution {

    private static final Pattern IN_TEXT = Pattern.compile("\\$\\{([a-zA-Z0-9_]+)\\}");
    private static final Pattern WHOLE = Pattern.compile("\\$\\{\\{([a-zA-Z0-9_]+)\\}\\}");

    private final Map<String, String> values;

    Substitution(Map<String, String> values) {
        this.values = values;
    }

    /** Tells whether a text refers to a parameter inside a string. */
    static boolean isReferenceIn(String text) {
        return IN_TEXT.matcher(text).find();
    }

    /** Returns a filled-in copy. */
    Map<String, Object> in(Map<?, ?> tree) {
        Map<String, Object> filled = new LinkedHashMap<>();
        tree.forEach((key, value) -> filled.put(text(String.valueOf(key)), value(value)));
        return filled;
    }

    /** Returns a text with the values in it; a reference to an unknown parameter stays. */
    String text(String text) {
        return IN_TEXT.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
    }

    private Object value(Object value) {
        if (value instanceof Map<?, ?> map) {
            return in(map);
        }
        if (value instanceof List<?> list) {
            List<Object> filled = new ArrayList<>();
            list.forEach(entry -> filled.add(value(entry)));
            return filled;
        }
        if (!(value instanceof String text)) {
            return value;
        }
        Matcher whole = WHOLE.matcher(text);
        return whole.matches() && values.containsKey(whole.group(1))
                ? RawValue.of(values.get(whole.group(1)))
                : text(text);
    }
}
