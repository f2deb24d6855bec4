package io.ssvirt.rest.cloudapi.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.ssvirt.rest.api.BodyShape;

/** JSON schemas of request bodies. */
final class BodySchema {

    private BodySchema() {}

    /** Puts a member into the schema of the body, at its path. */
    static void add(ObjectNode body, BodyShape.Member member) {
        String[] names = member.path().split("\\.");
        ObjectNode at = body;
        for (int step = 0; step < names.length - 1; step++) {
            ObjectNode inner = at.withObjectProperty("properties").withObjectProperty(names[step].replace("[]", ""));
            at = names[step].endsWith("[]") ? inner.withObjectProperty("items").put("type", "object") : inner;
        }
        String name = names[names.length - 1];
        ObjectNode own = at.withObjectProperty("properties").withObjectProperty(name);
        type(own, member);
        if (member.required()) {
            ArrayNode required = at.withArrayProperty("required");
            required.add(name);
        }
    }

    private static void type(ObjectNode schema, BodyShape.Member member) {
        switch (member.noun()) {
            case "a string" -> schema.put("type", "string");
            case "true or false" -> schema.put("type", "boolean");
            case "a number" -> schema.put("type", "integer").put("minimum", 0);
            case "an object" -> schema.put("type", "object");
            case "a list of objects" -> schema.put("type", "array").withObjectProperty("items");
            default -> schema.put("description", "Must be " + member.noun());
        }
        if (member.most() > 0) {
            schema.put("maxLength", member.most());
        }
        if (!member.words().isEmpty()) {
            ArrayNode words = schema.putArray("enum");
            member.words().forEach(words::add);
        }
    }
}
