package io.ssvirt.rest.cloudapi.internal;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON schemas of the records that answers consist of; what a record's Javadoc says about a component goes along. */
final class RecordSchemas {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, ObjectNode> byName = new TreeMap<>();
    private final JavadocTexts texts;

    RecordSchemas(JavadocTexts texts) {
        this.texts = texts;
    }

    Map<String, ObjectNode> byName() {
        return byName;
    }

    /** Returns a reference to the schema of a record. */
    ObjectNode reference(Class<?> type) {
        String name = nameOf(type);
        if (!byName.containsKey(name)) {
            ObjectNode schema = JSON.createObjectNode();
            byName.put(name, schema);
            fill(schema, type);
        }
        return JSON.createObjectNode().put("$ref", "#/components/schemas/" + name);
    }

    private static String nameOf(Class<?> type) {
        String own = type.getSimpleName().replaceAll("Dto$", "");
        return type.getEnclosingClass() == null ? own : nameOf(type.getEnclosingClass()) + own;
    }

    private void fill(ObjectNode schema, Class<?> type) {
        schema.put("type", "object");
        texts.ofType(type).ifPresent(text -> schema.put("description", text));
        ObjectNode properties = schema.putObject("properties");
        for (RecordComponent component : type.getRecordComponents()) {
            ObjectNode property = of(component.getGenericType());
            if (!property.has("$ref")) {
                texts.ofComponent(type, component.getName()).ifPresent(text -> property.put("description", text));
            }
            properties.set(nameOf(component), property);
        }
        List<String> always = java.util.Arrays.stream(type.getRecordComponents())
                .filter(component -> component.getType().isPrimitive())
                .map(RecordSchemas::nameOf)
                .toList();
        if (!always.isEmpty()) {
            always.forEach(schema.putArray("required")::add);
        }
    }

    private static String nameOf(RecordComponent component) {
        JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
        return renamed == null || renamed.value().isEmpty() ? component.getName() : renamed.value();
    }

    private ObjectNode of(Type type) {
        ObjectNode schema = JSON.createObjectNode();
        if (type instanceof ParameterizedType generic) {
            Type inner = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            if (generic.getRawType() == List.class) {
                schema.put("type", "array").set("items", of(inner));
            } else {
                schema.put("type", "object");
            }
            return schema;
        }
        if (type instanceof Class<?> plain && plain.isRecord()) {
            return reference(plain);
        }
        if (type == String.class) {
            return schema.put("type", "string");
        }
        if (type == boolean.class || type == Boolean.class) {
            return schema.put("type", "boolean");
        }
        if (type == long.class || type == Long.class) {
            return schema.put("type", "integer").put("format", "int64");
        }
        if (type == int.class || type == Integer.class) {
            return schema.put("type", "integer").put("format", "int32");
        }
        return type == double.class ? schema.put("type", "number") : schema.put("nullable", true);
    }
}
