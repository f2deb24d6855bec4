package io.ssvirt.cluster.spi.template;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the JSON value that a <code>${{PARAM}}</code> stands for; whole numbers become Integer or Long. */
final class RawValue {

    private static final int DEEPEST = 64;
    private static final String ESCAPES = "\"\\/bfnrt";
    private static final String ESCAPED = "\"\\/\b\f\n\r\t";

    private final String text;
    private int at;

    private RawValue(String text) {
        this.text = text;
    }

    /** Returns the value, or the text itself when it is not JSON, as the cluster does. */
    static Object of(String text) {
        RawValue reader = new RawValue(text);
        Optional<Holder> read = reader.value(0);
        reader.blanks();
        return read.isPresent() && reader.at == text.length() ? read.get().value : text;
    }

    /** A value that may be null. */
    private record Holder(Object value) {}

    private Optional<Holder> value(int depth) {
        blanks();
        if (at >= text.length() || depth > DEEPEST) {
            return Optional.empty();
        }
        return switch (text.charAt(at)) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string().map(Holder::new);
            default -> word();
        };
    }

    private Optional<Holder> object(int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        at++;
        if (skips('}')) {
            return Optional.of(new Holder(map));
        }
        do {
            blanks();
            Optional<String> key = string();
            Optional<Holder> value = key.isPresent() && skips(':') ? value(depth + 1) : Optional.empty();
            if (value.isEmpty()) {
                return Optional.empty();
            }
            map.put(key.get(), value.get().value);
        } while (skips(','));
        return skips('}') ? Optional.of(new Holder(map)) : Optional.empty();
    }

    private Optional<Holder> array(int depth) {
        List<Object> list = new ArrayList<>();
        at++;
        if (skips(']')) {
            return Optional.of(new Holder(list));
        }
        do {
            Optional<Holder> value = value(depth + 1);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            list.add(value.get().value);
        } while (skips(','));
        return skips(']') ? Optional.of(new Holder(list)) : Optional.empty();
    }

    private Optional<String> string() {
        if (at >= text.length() || text.charAt(at) != '"') {
            return Optional.empty();
        }
        StringBuilder out = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char next = text.charAt(at);
            if (next == '"') {
                at++;
                return Optional.of(out.toString());
            }
            if (next < ' ' || next == '\\' && !escape(out)) {
                return Optional.empty();
            }
            if (next != '\\') {
                out.append(next);
            }
        }
        return Optional.empty();
    }

    private boolean escape(StringBuilder out) {
        at++;
        int known = at < text.length() ? ESCAPES.indexOf(text.charAt(at)) : -1;
        if (known >= 0) {
            out.append(ESCAPED.charAt(known));
            return true;
        }
        boolean unicode = at + 4 < text.length() && text.substring(at, at + 5).matches("u[0-9a-fA-F]{4}");
        if (unicode) {
            out.append((char) Integer.parseInt(text.substring(at + 1, at + 5), 16));
            at += 4;
        }
        return unicode;
    }

    private Optional<Holder> word() {
        int from = at;
        while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(from, at);
        return switch (word) {
            case "true" -> Optional.of(new Holder(true));
            case "false" -> Optional.of(new Holder(false));
            case "null" -> Optional.of(new Holder(null));
            default -> number(word);
        };
    }

    private static Optional<Holder> number(String word) {
        if (!word.matches("-?(0|[1-9]\\d{0,99})(\\.\\d{1,99})?([eE][+-]?\\d{1,3})?")) {
            return Optional.empty();
        }
        BigDecimal number = new BigDecimal(word);
        if (word.matches("-?\\d{1,9}")) {
            return Optional.of(new Holder(number.intValueExact()));
        }
        if (word.matches("-?\\d{1,18}")) {
            return Optional.of(new Holder(number.longValueExact()));
        }
        return Optional.of(new Holder(number.doubleValue()));
    }

    private boolean skips(char wanted) {
        blanks();
        boolean there = at < text.length() && text.charAt(at) == wanted;
        if (there) {
            at++;
        }
        return there;
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }
}
