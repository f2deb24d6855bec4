package io.ssvirt.itests.walk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Wrong requests made of the document that the server itself serves, so that every endpoint gets its share. */
public final class GeneratedBadInput {

    private static final List<String> IDS = List.of(
            "x",
            "%00",
            "%ED%A0%80",
            "%zz",
            "urn:vcloud:nothing:1",
            "urn:vcloud:site:00000000-0000-4000-8000-00000000dead",
            "%27%20or%20%271%27=%271",
            "x".repeat(2_000));
    private static final List<String> QUERIES = List.of(
            "page=-1&pageSize=0",
            "page=x&pageSize=1e9",
            "filter=%00",
            "filter=name==%27;drop",
            "sortAsc=nothing",
            "filter=%25",
            "filter=creationDate=gt=never",
            "search=%ED%A0%80");

    private final Api api;
    private int sent;
    private int namings;

    /** Sends its requests as whoever is logged in. */
    public GeneratedBadInput(Api api) {
        this.api = api;
    }

    /** Sends them all, and returns how many there were. */
    public int send() {
        JsonNode paths = api.get("/openapi.json").is(200).body().at("/paths");
        assertThat(paths).hasSizeGreaterThan(20);
        paths.properties().forEach(path -> path.getValue().properties().forEach(operation -> {
            boolean open = operation.getValue().has("security");
            if (!open) {
                ids(operation.getKey(), path.getKey(), operation.getValue());
                lists(operation.getKey(), path.getKey(), operation.getValue());
                bodies(operation.getKey(), path.getKey(), operation.getValue());
            }
        }));
        assertThat(namings).as("answers that name a member").isGreaterThan(50);
        return sent;
    }

    private void ids(String method, String path, JsonNode operation) {
        if (path.contains("{")) {
            for (String id : IDS) {
                refused(method, path.replaceAll("\\{[^}]*}", id), good(operation), id);
            }
        }
    }

    private void lists(String method, String path, JsonNode operation) {
        if ("get".equals(method) && operation.toString().contains("parameters/pageSize") && !path.contains("{")) {
            for (String query : QUERIES) {
                check(method, path + "?" + query, null, 200, 200);
            }
        }
    }

    private void bodies(String method, String path, JsonNode operation) {
        JsonNode schema = operation.at("/requestBody/content/application~1json/schema");
        if (schema.isMissingNode()) {
            return;
        }
        String known = path.replaceAll("\\{[^}]*}", "urn:vcloud:site:00000000-0000-4000-8000-00000000dead");
        for (String text : List.of("", "{", "[]", "{} {}", "{\"a\":1,\"a\":2}", "[".repeat(5_000))) {
            refused(method, known, text, text);
        }
        Map<ObjectNode, String> wrong = new LinkedHashMap<>();
        schema.at("/properties").properties().forEach(member -> {
            for (JsonNode value : List.of(
                    JsonNodeFactory.instance.numberNode(-1.5),
                    JsonNodeFactory.instance.textNode("a\u0000b"),
                    JsonNodeFactory.instance.arrayNode().add(7))) {
                ObjectNode body = operation
                        .at("/requestBody/content/application~1json/example")
                        .deepCopy();
                body.set(member.getKey(), value);
                wrong.put(body, member.getKey());
            }
        });
        wrong.forEach((body, member) -> {
            Answer answer = refused(method, known, body.toString(), "body");
            boolean aboutTheBody =
                    answer.status() == 400 && !answer.text("/field").endsWith("Id");
            if (aboutTheBody) {
                assertThat(answer.text("/field"))
                        .as("member that the answer names, %s %s %s", method, path, body)
                        .startsWith(member);
                namings++;
            }
        });
    }

    private static String good(JsonNode operation) {
        JsonNode example = operation.at("/requestBody/content/application~1json/example");
        return example.isMissingNode() ? null : example.toString();
    }

    private Answer refused(String method, String path, String body, String what) {
        Answer answer = check(method, path, body, 400, 499);
        assertThat(answer.body().at("/code").asInt())
                .as("%s %s %s", method, path, what)
                .isEqualTo(answer.status());
        assertThat(answer.text("/message")).isNotBlank();
        assertThat(answer.body().toString()).doesNotContain("Exception", "java.", "org.h2");
        return answer;
    }

    private Answer check(String method, String path, String body, int least, int most) {
        sent++;
        Answer answer =
                api.raw(method.toUpperCase(java.util.Locale.ROOT), path, body, Map.of("Content-Type", "text/plain"));
        assertThat(answer.status())
                .as("%s %s %s: %s", method, path, body, answer.body())
                .isBetween(least, most);
        return answer;
    }
}
