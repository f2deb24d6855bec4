package io.ssvirt.cluster.spi.template;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.ssvirt.model.TemplateParameter.Type;

/**
 * Tells what kind of value parameters take.
 *
 * <p>A template does not say; but one that stands alone in double braces becomes a JSON value, whose kind its default shows. All
 * others become part of a text.
 */
final class ParameterTypes {

    private static final Pattern RAW = Pattern.compile("\\$\\{\\{([a-zA-Z0-9_]+)\\}\\}");

    private final Set<String> raw = new HashSet<>();

    ParameterTypes(TemplateDocument template) {
        template.objects().forEach(this::look);
    }

    Type of(String name, String value) {
        if (value == null || !raw.contains(name)) {
            return Type.TEXT;
        }
        Object meant = RawValue.of(value);
        if (meant instanceof Boolean) {
            return Type.BOOLEAN;
        }
        if (meant instanceof BigDecimal || meant instanceof Double) {
            return Type.NUMBER;
        }
        return meant instanceof Number ? Type.INTEGER : Type.TEXT;
    }

    private void look(Object value) {
        if (value instanceof Map<?, ?> map) {
            map.values().forEach(this::look);
        } else if (value instanceof List<?> list) {
            list.forEach(this::look);
        } else if (value instanceof String text && text.startsWith("${{")) {
            Matcher whole = RAW.matcher(text);
            if (whole.matches()) {
                raw.add(whole.group(1));
            }
        }
    }
}
