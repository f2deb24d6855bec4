package io.ssvirt.rest.cloudapi.internal;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.ssvirt.model.Query;
import io.ssvirt.rest.api.BodyShape;
import io.ssvirt.rest.cloudapi.internal.ApiServer.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Wrong requests to every endpoint that there is, made of what the code says about it: none is answered with a 5xx, none reaches a
 * use case with half of what it says, and whatever is wrong in a body is named.
 */
class GeneratedBadInputTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** In paths, as they are sent; U+0000 is for the test of the distribution, because the HTTP server itself refuses it. */
    private static final List<String> TEXTS = List.of(
            "x",
            "0",
            "%20",
            "%ED%A0%80",
            "%C3%BC%E2%82%AC%F0%9F%98%80",
            "urn%3Avcloud%3A",
            "urn:vcloud:nothing:a1b2c3d4-e5f6-4000-8000-000000000001",
            "urn:vcloud:site:a1b2c3d4-e5f6-4000-8000-000000000001",
            encoded("' or '1'='1"),
            encoded("x'; drop table vdcs; --"),
            encoded("../../etc/passwd"),
            encoded("${jndi:ldap://x}"),
            encoded("<script>alert(1)</script>"),
            encoded("a\r\nSet-Cookie: b"),
            "x".repeat(3_000));

    private static final List<String> QUERIES = List.of(
            "page=-1",
            "page=0",
            "page=NaN",
            "page=1.5",
            "page=99999999999999999999",
            "page=",
            "page",
            "pageSize=0",
            "pageSize=-5",
            "pageSize=1e9",
            "page_size=x",
            "per_page=%00",
            "offset=-1",
            "offset=x",
            "sortAsc=nothing",
            "sortDesc=%00",
            "sortAsc=name;drop",
            "sort_by=password",
            "filter=%00",
            "filter==",
            "filter=%25",
            "filter=name==",
            "filter=name==%27%20or%201=1",
            "filter=nothing==x",
            "filter=((((",
            "filter=;;;;",
            "filter=***",
            "filter=name=gt=x",
            "filter=creationDate=gt=yesterday",
            "filter=status==%ED%A0%80",
            "search=%00",
            "search=%25_!",
            "filter=" + "x".repeat(3_000),
            "enabled=maybe",
            "status=%C3%BC",
            "role=x",
            "organization_id=x",
            "force=perhaps");

    private static ApiServer api;

    /** One wrong request; {@code field} is what the answer must name, if something. */
    private record Wrong(
            Endpoint endpoint, String path, Optional<String> body, Optional<String> field, List<Integer> good) {

        @Override
        public String toString() {
            String text = endpoint + " " + path + " " + body.orElse("");
            return text.length() > 200 ? text.substring(0, 200) : text;
        }
    }

    private static final List<Integer> REFUSED = List.of(400, 403, 404, 409);

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @BeforeAll
    static void start() throws Exception {
        api = new ApiServer(200_000);
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    private static Stream<Endpoint> endpoints() {
        return api.endpoints().stream();
    }

    static Stream<Wrong> paths() {
        return endpoints()
                .flatMap(endpoint -> endpoint.pathParameters().stream().flatMap(parameter -> TEXTS.stream()
                        .map(text -> new Wrong(
                                endpoint,
                                sampled(endpoint, parameter, text),
                                body(endpoint),
                                Optional.empty(),
                                List.of()))));
    }

    private static String sampled(Endpoint endpoint, String wrong, String text) {
        String path = Endpoint.with(endpoint.template(), wrong, text);
        for (String parameter : endpoint.pathParameters()) {
            path = Endpoint.with(path, parameter, endpoint.sampleOf(parameter));
        }
        return path;
    }

    private static Optional<String> body(Endpoint endpoint) {
        return endpoint.body().map(shape -> SampleBody.of(shape).toString());
    }

    static Stream<Wrong> lists() {
        return endpoints().filter(Endpoint::isList).flatMap(endpoint -> QUERIES.stream()
                .map(query -> new Wrong(
                        endpoint,
                        endpoint.samplePath() + "?" + query,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(200))));
    }

    static Stream<Wrong> members() {
        return endpoints().flatMap(endpoint -> endpoint.body().stream().flatMap(shape -> shape.members().stream()
                .filter(member -> !member.path().contains("[]") && !SampleBody.isOtherSpelling(member))
                .flatMap(member -> values(member).stream()
                        .map(value -> new Wrong(
                                endpoint,
                                endpoint.samplePath(),
                                Optional.of(with(shape, member, value)),
                                Optional.of(member.path()),
                                List.of(400))))));
    }

    private static List<String> values(BodyShape.Member member) {
        List<String> values = new ArrayList<>(
                switch (member.noun()) {
                    case "a string" -> List.of("7", "true", "{}", "[]", "\"a\\u0000b\"", "\"\\ud800\"", "\"\\u0007\"");
                    case "true or false" -> List.of("\"true\"", "1", "{}", "[]");
                    case "a number" -> List.of("\"7\"", "-1", "1.5", "true", "99999999999999999999", "1e400", "{}");
                    default -> List.of("7", "\"x\"", "true");
                });
        if (member.most() > 0 && member.most() < 100_000) {
            values.add("\"" + "x".repeat(member.most() + 1) + "\"");
        }
        if (!member.words().isEmpty()) {
            values.add("\"nonsense\"");
        }
        return values;
    }

    /** A good body but for one member; the text is put in as it is, because a parser would tidy it up. */
    private static String with(BodyShape shape, BodyShape.Member member, String value) {
        String mark = "\"@wrong@\"";
        ObjectNode body = SampleBody.of(shape);
        String[] names = member.path().split("\\.");
        ObjectNode at = body;
        for (int step = 0; step < names.length - 1; step++) {
            at = at.withObjectProperty(names[step]);
        }
        at.put(names[names.length - 1], "@wrong@");
        return body.toString().replace(mark, value);
    }

    static Stream<Wrong> bodies() {
        List<String> texts = List.of(
                "",
                " ",
                "null",
                "[]",
                "7",
                "\"x\"",
                "{",
                "{\"a\":}",
                "{} {}",
                "{'a':1}",
                "NaN",
                "\u0000",
                "[".repeat(5_000),
                "{\"a\":".repeat(300) + "1" + "}".repeat(300),
                "{\"a\":1,\"a\":2}",
                "{\"a\":[" + "1,".repeat(30_000) + "1]}");
        return endpoints().filter(endpoint -> endpoint.body().isPresent()).flatMap(endpoint -> texts.stream()
                .map(text ->
                        new Wrong(endpoint, endpoint.samplePath(), Optional.of(text), Optional.empty(), List.of(400))));
    }

    @ParameterizedTest
    @MethodSource({"paths", "lists", "members", "bodies"})
    void isAnsweredAsWhatItIs(Wrong wrong) {
        int before = api.cloud.asked.size();

        Answer answer =
                api.send(wrong.endpoint().method(), wrong.path(), wrong.body().orElse(null));

        assertThat(answer.status()).as("%s %s", wrong, answer.body()).isLessThan(500);
        if (!wrong.good().isEmpty()) {
            assertThat(answer.status()).as("%s %s", wrong, answer.body()).isIn(wrong.good());
        }
        if (answer.status() >= 400) {
            JsonNode body = answer.json();
            assertThat(body.get("code").asInt()).isEqualTo(answer.status());
            assertThat(body.get("message").asText()).isNotBlank();
            assertThat(answer.body()).doesNotContain("Exception", "java.", "jackson", "select ");
            assertThat(answer.body().length()).isLessThan(2_000);
            assertThat(api.cloud.asked.subList(before, api.cloud.asked.size()))
                    .as("what reached the use cases")
                    .allMatch(asked -> asked instanceof Query || wrong.body().isEmpty());
        }
        wrong.field().ifPresent(field -> assertThat(answer.json().path("field").asText())
                .as("%s", wrong)
                .isEqualTo(field));
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedByEveryEndpointThatTakesOne() {
        String large = "{\"name\":\"" + "x".repeat(300_000) + "\"}";

        assertThat(endpoints().filter(endpoint -> endpoint.body().isPresent()))
                .isNotEmpty()
                .allSatisfy(endpoint -> assertThat(api.send(endpoint.method(), endpoint.samplePath(), large)
                                .status())
                        .isEqualTo(413));
    }

    @Test
    void anyContentTypeWillDo() {
        for (String type : List.of(
                "text/xml", "application/x-www-form-urlencoded", "nonsense", "application/json;charset=latin1")) {
            Answer answer = api.send(
                    api.request("POST", "/cloudapi/1.0.0/orgs", "{\"name\":\"acme\"}".getBytes(StandardCharsets.UTF_8))
                            .header("Authorization", "Bearer " + Cloud.TOKEN)
                            .header("Content-Type", type));

            assertThat(answer.status()).as(type).isEqualTo(201);
        }
    }

    @Test
    void thereAreMoreThanThreeHundredOfThem() {
        assertThat(paths().count() + lists().count() + members().count() + bodies().count())
                .isGreaterThan(300);
    }
}
