package io.ssvirt.itests.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import io.ssvirt.itests.walk.Answer;
import io.ssvirt.itests.walk.Api;

import static org.assertj.core.api.Assertions.assertThat;

/** A client, and what every answer has to be like. */
final class Contract {

    static final String V1 = Api.CLOUD;

    /** A URN of the given type that nothing has. */
    static final String NOBODY = "00000000-0000-4000-8000-00000000dead";

    private static final Map<Integer, String> PHRASES = Map.of(
            400, "Bad Request",
            401, "Unauthorized",
            403, "Forbidden",
            404, "Not Found",
            409, "Conflict",
            413, "Request Entity Too Large");

    private final Api api;

    Contract(Api api) {
        this.api = api;
    }

    Api api() {
        return api;
    }

    Answer get(String path) {
        return api.send("GET", path, null);
    }

    /** Sends a request and checks its status. */
    Answer send(String method, String path, String body, int status) {
        Answer answer = api.send(method, path, body);
        assertThat(answer.status())
                .as("%s %s %s: %s", method, path, body, answer.body())
                .isEqualTo(status);
        if (status == 204) {
            assertThat(answer.body().isMissingNode()).as("body of a 204").isTrue();
        } else {
            assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                    .isEqualToIgnoringCase("application/json;charset=utf-8");
        }
        return answer;
    }

    /** Expects an error of the family that says in {@code error} what it says in {@code message}. */
    Answer human(String method, String path, String body, int status, String message) {
        Answer answer = refused(method, path, body, status, message);
        assertThat(answer.text("/error")).as(answer.request()).isEqualTo(answer.text("/message"));
        return answer;
    }

    /** Expects an error of the family that has the phrase of the status in {@code error}. */
    Answer phrase(String method, String path, String body, int status, String message) {
        Answer answer = refused(method, path, body, status, message);
        assertThat(answer.text("/error")).as(answer.request()).isEqualTo(PHRASES.get(status));
        return answer;
    }

    private Answer refused(String method, String path, String body, int status, String message) {
        Answer answer = send(method, path, body, status);
        assertThat(answer.body().at("/code").isInt()).isTrue();
        assertThat(answer.body().at("/code").asInt()).isEqualTo(status);
        assertThat(answer.text("/message")).as("%s %s %s", method, path, body).startsWith(message.replace("…", ""));
        return answer;
    }

    /** Expects that the error names the member that is wrong. */
    static void names(Answer answer, String field) {
        assertThat(answer.text("/field"))
                .as("%s %s", answer.request(), answer.body())
                .isEqualTo(field);
    }

    /** Expects a page with its six members. */
    JsonNode page(String path, int pageSize) {
        JsonNode page = send("GET", path, null, 200).body();
        assertThat(names(page))
                .containsExactly("resultTotal", "pageCount", "page", "pageSize", "associations", "values");
        assertThat(page.at("/pageSize").asInt()).as(path).isEqualTo(pageSize);
        assertThat(page.at("/associations").isArray()).isTrue();
        assertThat(page.at("/values").isArray()).isTrue();
        int total = page.at("/resultTotal").asInt();
        assertThat(page.at("/pageCount").asInt()).isEqualTo((total + pageSize - 1) / pageSize);
        return page;
    }

    /** Returns a member of every entry of a list, in order. */
    List<String> all(String path, String pointer) {
        return StreamSupport.stream(get(path).is(200).body().at("/values").spliterator(), false)
                .map(entry -> entry.at(pointer).asText())
                .toList();
    }

    /** Returns the names of the members of an object, in order. */
    static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Expects that an object has members with types: {@code s} text, {@code i} whole number, {@code b} boolean, {@code o} object, {@code a} list, {@code n} null. */
    static void shape(JsonNode object, String members) {
        for (String member : members.trim().split("\\s+")) {
            String path = "/" + member.substring(0, member.lastIndexOf(':')).replace('.', '/');
            JsonNode value = object.at(path);
            boolean right =
                    switch (member.charAt(member.length() - 1)) {
                        case 's' -> value.isTextual();
                        case 'i' -> value.isIntegralNumber();
                        case 'b' -> value.isBoolean();
                        case 'o' -> value.isObject();
                        case 'a' -> value.isArray();
                        case 'n' -> value.isNull();
                        default -> throw new AssertionError(member);
                    };
            assertThat(right).as("%s of %s", member, object).isTrue();
        }
    }

    static String urn(String type) {
        return "urn:vcloud:" + type + ":" + NOBODY;
    }
}
