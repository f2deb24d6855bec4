package io.ssvirt.rest.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.ssvirt.model.DomainError;

/**
 * The members of one JSON object, read by name.
 *
 * <p>Names are matched without regard to case, unknown members are passed over, {@code null} counts as absent, and nothing is
 * converted: a string where a number belongs is an error. The first error of a whole body is kept, with the path of its member;
 * after it, reading goes on with empty values.
 */
public final class JsonFields {

    private static final class Verdict {
        private DomainError first;
    }

    private final Map<String, JsonNode> members = new LinkedHashMap<>();
    private final String path;
    private final boolean present;
    private final Verdict verdict;

    /** Where to note what is asked for instead of answering; null when there is a body to read. */
    private final BodyShape shape;

    private JsonFields(JsonNode object, String path, Verdict verdict, BodyShape shape) {
        this.shape = shape;
        this.path = path;
        this.present = object != null;
        this.verdict = verdict;
        if (object != null) {
            object.properties().stream()
                    .filter(member -> !member.getValue().isNull())
                    .forEach(member -> members.put(member.getKey().toLowerCase(Locale.ROOT), member.getValue()));
        }
    }

    static JsonFields of(ObjectNode root) {
        return new JsonFields(root, "", new Verdict(), null);
    }

    static JsonFields noting(BodyShape shape) {
        return new JsonFields(null, "", new Verdict(), shape);
    }

    /** Tells whether the object itself was sent. */
    public boolean isPresent() {
        return present || shape != null;
    }

    /** Reads a text of at most {@code most} characters; an empty one counts as absent. */
    public Optional<String> text(String name, int most) {
        Optional<JsonNode> node = typed(name, JsonNode::isTextual, "a string");
        if (shape != null) {
            shape.limit(path + name, most);
        }
        return node.map(JsonNode::textValue).filter(text -> !text.isEmpty() && legal(name, text, most));
    }

    /** Reads a text of at most {@code most} characters that may be empty, to say that there shall be none. */
    public Optional<String> textOrNone(String name, int most) {
        return typed(name, JsonNode::isTextual, "a string")
                .map(JsonNode::textValue)
                .filter(text -> text.isEmpty() || legal(name, text, most));
    }

    /** Reads a text that must be there and must not be blank; empty text when it is wrong. */
    public String required(String name, int most) {
        Optional<String> text = text(name, most).filter(value -> !value.isBlank());
        if (text.isEmpty()) {
            reject(name, "must be a non-empty string");
        }
        if (shape != null) {
            shape.require(path + name);
        }
        return text.orElse("");
    }

    /** Reads a boolean. */
    public Optional<Boolean> flag(String name) {
        return typed(name, JsonNode::isBoolean, "true or false").map(JsonNode::booleanValue);
    }

    /** Reads an amount: a whole number from 0 that fits into 64 bits. */
    public Optional<Long> amount(String name) {
        return number(name, JsonNode::canConvertToLong, Long.MAX_VALUE).map(JsonNode::longValue);
    }

    /** Reads a count: a whole number from 0 that fits into 32 bits. */
    public Optional<Integer> count(String name) {
        return number(name, JsonNode::canConvertToInt, Integer.MAX_VALUE).map(JsonNode::intValue);
    }

    /** Reads one of some words. */
    public <T> Optional<T> word(String name, Function<String, Optional<T>> find, String words) {
        Optional<String> text = text(name, Short.MAX_VALUE);
        Optional<T> found = text.flatMap(find);
        if (shape != null) {
            shape.words(path + name, words);
        }
        if (text.isPresent() && found.isEmpty()) {
            reject(name, "must be one of " + words);
        }
        return found;
    }

    /** Reads an object; when it is absent, all of its members are. */
    public JsonFields object(String name) {
        JsonNode object = typed(name, JsonNode::isObject, "an object").orElse(null);
        return new JsonFields(object, path + name + ".", verdict, shape);
    }

    /** Reads a list of objects; empty when it is absent, which is not the same as a list of none. */
    public Optional<List<JsonFields>> objects(String name) {
        Optional<JsonNode> node = typed(name, JsonNode::isArray, "a list of objects");
        if (shape != null) {
            return Optional.of(List.of(new JsonFields(null, path + name + "[].", verdict, shape)));
        }
        return node.map(list -> {
            List<JsonFields> entries = new ArrayList<>();
            for (int index = 0; index < list.size(); index++) {
                String at = name + "[" + index + "]";
                if (list.get(index).isObject()) {
                    entries.add(new JsonFields(list.get(index), path + at + ".", verdict, shape));
                } else {
                    reject(at, "must be an object");
                }
            }
            return entries;
        });
    }

    /** Reads texts by name, from an object of strings or a list of objects with {@code name} and {@code value}. */
    public Map<String, String> texts(String name, int most) {
        Optional<JsonNode> node = typed(
                name,
                value -> value.isObject() || value.isArray(),
                "an object of strings or a list of names and values");
        return node.map(value -> value.isObject() ? ofObject(name, value, most) : ofList(name, value, most))
                .orElse(Map.of());
    }

    /** Records that a member is wrong; {@code rule} goes on after its name, as in {@code must be a number}. */
    public void reject(String name, String rule) {
        if (verdict.first == null) {
            verdict.first = DomainError.invalid(path + name, "field \"" + path + name + "\" " + rule);
        }
    }

    Optional<DomainError> firstError() {
        return Optional.ofNullable(verdict.first);
    }

    private Map<String, String> ofObject(String name, JsonNode object, int most) {
        JsonFields inner = new JsonFields(object, path + name + ".", verdict, shape);
        Map<String, String> values = new LinkedHashMap<>();
        object.properties().stream().map(Map.Entry::getKey).forEach(key -> {
            String safe = LegalText.problemOf(key).isPresent() ? "" : key;
            if (safe.isEmpty()) {
                reject(name, "has a name that is empty or holds a forbidden character");
            } else {
                inner.value(key, object.get(key), most).ifPresent(text -> values.put(key, text));
            }
        });
        return values;
    }

    private Map<String, String> ofList(String name, JsonNode list, int most) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int index = 0; index < list.size(); index++) {
            String at = name + "[" + index + "]";
            if (!list.get(index).isObject()) {
                reject(at, "must be an object with name and value");
                continue;
            }
            JsonFields entry = new JsonFields(list.get(index), path + at + ".", verdict, shape);
            String key = entry.required("name", most);
            Optional<JsonNode> value = Optional.ofNullable(entry.members.get("value"));
            value.flatMap(node -> entry.value("value", node, most)).ifPresent(text -> values.put(key, text));
        }
        return values;
    }

    private Optional<String> value(String name, JsonNode node, int most) {
        if (node.isNull()) {
            return Optional.empty();
        }
        if (!node.isTextual()) {
            reject(name, "must be a string");
            return Optional.empty();
        }
        return Optional.of(node.textValue()).filter(text -> legal(name, text, most));
    }

    private Optional<JsonNode> number(String name, Predicate<JsonNode> fits, long most) {
        return typed(name, JsonNode::isNumber, "a number").filter(node -> {
            boolean legal = node.isIntegralNumber() && fits.test(node) && node.longValue() >= 0;
            if (!legal) {
                reject(name, "must be a whole number from 0 to " + most);
            }
            return legal;
        });
    }

    private Optional<JsonNode> typed(String name, Predicate<JsonNode> type, String noun) {
        if (shape != null) {
            shape.note(path + name, noun);
        }
        Optional<JsonNode> node = Optional.ofNullable(members.get(name.toLowerCase(Locale.ROOT)));
        if (node.isPresent() && !type.test(node.get())) {
            reject(name, "must be " + noun);
            return Optional.empty();
        }
        return node;
    }

    private boolean legal(String name, String text, int most) {
        if (text.length() > most) {
            reject(name, "must have at most " + most + " characters");
            return false;
        }
        Optional<String> problem = LegalText.problemOf(text);
        problem.ifPresent(rule -> reject(name, rule));
        return problem.isEmpty();
    }
}
