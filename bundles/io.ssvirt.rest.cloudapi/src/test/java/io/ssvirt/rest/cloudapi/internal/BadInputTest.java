package io.ssvirt.rest.cloudapi.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;

import io.ssvirt.rest.cloudapi.internal.ApiServer.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** Requests that are wrong in every way that a body can be: each gets a 4xx in the envelope, and names the member. */
class BadInputTest {

    private static final String ORGS = "/cloudapi/1.0.0/orgs";
    private static final String ORG = ORGS + "/" + Sample.ORG;
    private static final String VDCS = "/api/admin/org/" + Sample.ORG + "/vdcs";
    private static final String VDC = VDCS + "/" + Sample.VDC;
    private static final String CATALOGS = "/cloudapi/1.0.0/catalogs";
    private static final String INSTANTIATE = "/cloudapi/1.0.0/vdcs/" + Sample.VDC + "/actions/instantiateTemplate";

    private static ApiServer api;

    /** One wrong request; an empty field means that no member is to blame. */
    record Wrong(String method, String path, String body, String field) {}

    /** A member of a good body, by its path. */
    private record Member(String path, String type) {}

    private static final Map<String, List<Member>> MEMBERS = Map.of(
            ORGS,
            List.of(
                    new Member("name", "text"),
                    new Member("displayName", "text"),
                    new Member("description", "text"),
                    new Member("isEnabled", "flag"),
                    new Member("canPublish", "flag"),
                    new Member("maskedEventTaskUsername", "text")),
            VDCS,
            List.of(
                    new Member("name", "text"),
                    new Member("description", "text"),
                    new Member("allocationModel", "word"),
                    new Member("computeCapacity", "object"),
                    new Member("computeCapacity.cpu", "object"),
                    new Member("computeCapacity.cpu.limit", "number"),
                    new Member("computeCapacity.memory.allocated", "number"),
                    new Member("computeCapacity.cpu.units", "word"),
                    new Member("computeCapacity.memory.units", "word"),
                    new Member("providerVdc.id", "text"),
                    new Member("nicQuota", "number"),
                    new Member("networkQuota", "number"),
                    new Member("isThinProvision", "flag")),
            CATALOGS,
            List.of(new Member("name", "text"), new Member("orgId", "text"), new Member("isPublished", "flag")),
            INSTANTIATE,
            List.of(
                    new Member("name", "text"),
                    new Member("catalogItem", "object"),
                    new Member("catalogItem.id", "text"),
                    new Member("catalogItem.name", "text"),
                    new Member("parameters.A", "text"),
                    new Member("powerOn", "flag")));

    private static final Map<String, List<String>> WRONG_VALUES = Map.of(
            "text", List.of("7", "true", "{}", "[]", "\"a\\u0000b\"", "\"\\ud800\"", "\"" + "x".repeat(70_000) + "\""),
            "word", List.of("7", "\"nonsense\"", "[]"),
            "flag", List.of("\"true\"", "1", "{}"),
            "number", List.of("\"7\"", "-1", "1.5", "true", "99999999999999999999", "1e400"),
            "object", List.of("7", "\"x\"", "[]"));

    private static final Map<String, Map<String, String>> GOOD = Map.of(
            ORGS, Map.of("name", "\"acme\""),
            VDCS, Map.of("name", "\"dev\"", "allocationModel", "\"Flex\""),
            CATALOGS, Map.of("name", "\"public\"", "orgId", "\"" + Sample.ORG + "\""),
            INSTANTIATE, Map.of("name", "\"web1\"", "catalogItemUrn", "\"" + Sample.ITEM + "\""));

    static Stream<Wrong> wrongMembers() {
        return MEMBERS.entrySet().stream()
                .flatMap(path -> path.getValue().stream().flatMap(member -> WRONG_VALUES.get(member.type()).stream()
                        .map(value ->
                                new Wrong("POST", path.getKey(), body(path.getKey(), member, value), member.path()))));
    }

    /** A body that is good but for one member; the first of two members of one name gives way to the second. */
    private static String body(String path, Member member, String value) {
        String[] steps = member.path().split("\\.");
        StringBuilder wrong = new StringBuilder(value);
        for (int step = steps.length - 1; step >= 0; step--) {
            wrong.insert(0, "{\"" + steps[step] + "\":").append('}');
        }
        return "{" + good(path, steps[0]) + wrong.substring(1);
    }

    private static String good(String path, String except) {
        StringBuilder text = new StringBuilder();
        GOOD.get(path).forEach((name, value) -> {
            if (!name.equals(except)) {
                text.append('"').append(name).append("\":").append(value).append(',');
            }
        });
        return text.toString();
    }

    static Stream<Wrong> wrongBodies() {
        List<Wrong> all = new ArrayList<>();
        for (String path : List.of(ORGS, VDCS, CATALOGS, INSTANTIATE)) {
            for (String body : List.of(
                    "",
                    " ",
                    "null",
                    "[]",
                    "7",
                    "\"x\"",
                    "{",
                    "{\"name\":}",
                    "{} {}",
                    "{'name':'x'}",
                    "NaN",
                    "\u0000",
                    "[".repeat(5_000),
                    "{\"a\":".repeat(300) + "1" + "}".repeat(300))) {
                all.add(new Wrong("POST", path, body, ""));
            }
            all.add(new Wrong("POST", path, "{}", "name"));
            all.add(new Wrong("POST", path, "{\"name\":\"\"}", "name"));
            all.add(new Wrong("POST", path, "{\"name\":\"  \"}", "name"));
            all.add(new Wrong("POST", path, "{\"name\":null}", "name"));
        }
        all.add(new Wrong("POST", VDCS, "{\"name\":\"dev\"}", "allocationModel"));
        all.add(new Wrong("POST", CATALOGS, "{\"name\":\"public\"}", "orgId"));
        all.add(new Wrong("POST", CATALOGS, "{\"name\":\"public\",\"orgId\":\"acme\"}", "orgId"));
        all.add(new Wrong("POST", INSTANTIATE, "{\"name\":\"web1\"}", "catalogItem.id"));
        all.add(new Wrong("POST", INSTANTIATE, "{\"name\":\"web1\",\"catalogItemUrn\":\"x\"}", "catalogItemUrn"));
        all.add(new Wrong("PUT", ORG, "{\"isEnabled\":\"no\"}", "isEnabled"));
        all.add(new Wrong("PATCH", ORG, "{\"isEnabled\":0}", "isEnabled"));
        all.add(new Wrong("PUT", VDC, "{\"nicQuota\":\"7\"}", "nicQuota"));
        all.add(new Wrong("PUT", VDC, "{\"nicQuota\":2147483648}", "nicQuota"));
        all.add(new Wrong("POST", INSTANTIATE, "{\"name\":\"web1\",\"parameters\":[7]}", "parameters[0]"));
        all.add(new Wrong("POST", INSTANTIATE, "{\"name\":\"web1\",\"parameters\":[{}]}", "parameters[0].name"));
        return all.stream();
    }

    @BeforeAll
    static void start() throws Exception {
        api = new ApiServer(1_000_000);
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    @ParameterizedTest
    @MethodSource({"wrongMembers", "wrongBodies"})
    void isAnsweredWith400AndTheNameOfTheMember(Wrong wrong) {
        Answer answer = api.send(wrong.method(), wrong.path(), wrong.body());

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        JsonNode body = answer.json();
        assertThat(body.get("code").asInt()).isEqualTo(400);
        assertThat(body.get("message").asText()).isNotBlank();
        String texts = body.get("message").asText() + body.path("details").asText();
        if (wrong.field().isEmpty()) {
            assertThat(texts).contains("body");
        } else {
            assertThat(body.get("field").asText()).isEqualTo(wrong.field());
        }
        assertThat(body.get("error").asText())
                .isEqualTo(wrong.path().startsWith(ORGS) ? body.get("message").asText() : "Bad Request");
        assertThat(answer.body().length()).isLessThan(1_000);
    }

    @Test
    void theTableHasMoreThanAHundredRows() {
        assertThat(wrongMembers().count() + wrongBodies().count()).isGreaterThan(100);
    }

    @Test
    void aWrongTypeIsNamedWithItsPath() {
        Answer answer = api.post(
                VDCS, "{\"name\":\"d\",\"allocationModel\":\"Flex\",\"computeCapacity\":{\"cpu\":{\"limit\":\"7\"}}}");

        assertThat(answer.json().get("message").asText())
                .isEqualTo("field \"computeCapacity.cpu.limit\" must be a number");
    }

    @Test
    void textsThatClientsKnowStayAsTheyAre() {
        assertMessage(VDCS, "{\"name\":\"d\",\"allocationModel\":\"X\"}", "Invalid allocation model");
        assertMessage(CATALOGS, "{}", "Invalid request body");
        assertMessage(CATALOGS, "{\"name\":\"x\",\"orgId\":\"x\"}", "Invalid organization URN format");
        assertMessage(INSTANTIATE, "{}", "Invalid request format");
        assertMessage(INSTANTIATE, item("Web_1", Sample.ITEM), "Name must follow DNS-1123 label format");
        assertMessage(
                INSTANTIATE,
                item("web1", "urn:vcloud:vm:x"),
                "Invalid catalog item ID format: must start with urn:vcloud:catalogitem:");
        assertMessage(
                INSTANTIATE,
                item("web1", "urn:vcloud:catalogitem:"),
                "Invalid catalog item URN: missing item identifier");
        assertMessage(INSTANTIATE, item("web1", "urn:vcloud:catalogitem:a b"), "Invalid catalog item URN format");
        assertMessage(INSTANTIATE, item("web1", "urn:vcloud:catalogitem:a%zz"), "Invalid catalog item URN format");
        assertMessage(
                INSTANTIATE, item("web1", "urn:vcloud:catalogitem:a:b"), "Invalid catalog UUID in catalog item URN");
        assertMessage(
                INSTANTIATE,
                item("web1", "urn:vcloud:catalogitem:" + Sample.CATALOG.id() + ":%00"),
                "Invalid catalog item name encoding");
    }

    private static String item(String name, String id) {
        return "{\"name\":\"" + name + "\",\"catalogItem\":{\"id\":\"" + id + "\"}}";
    }

    private static void assertMessage(String path, String body, String message) {
        Answer answer = api.post(path, body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("message").asText()).startsWith(message);
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        byte[] latin1 = "{\"name\":\"\u00e4\"}".getBytes(StandardCharsets.ISO_8859_1);

        Answer answer = api.send(api.request("POST", ORGS, latin1).header("Authorization", "Bearer " + Cloud.TOKEN));

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    }

    static Stream<List<String>> wrongIds() {
        return Stream.of(
                List.of("/cloudapi/1.0.0/orgs/x", "400", "Invalid organization ID format"),
                List.of("/cloudapi/1.0.0/orgs/" + Sample.VDC, "400", "Invalid organization ID: expected org URN"),
                List.of("/cloudapi/1.0.0/roles/x%20y", "400", "Invalid role ID format"),
                List.of("/cloudapi/1.0.0/roles/" + Sample.ORG, "400", "Invalid role ID: expected role URN"),
                List.of("/cloudapi/1.0.0/vdcs/x", "400", "Invalid VDC URN format"),
                List.of("/cloudapi/1.0.0/vdcs/urn:vcloud:vdc:x", "404", "VDC not found"),
                List.of("/cloudapi/1.0.0/vdcs/x/vapps", "400", "Invalid VDC URN format"),
                List.of("/api/admin/org/create/vdcs", "400", "Invalid organization URN format"),
                List.of("/api/admin/org/urn:vcloud:org:x/vdcs", "404", "Organization not found"),
                List.of("/api/admin/org/" + Sample.ORG + "/vdcs/x", "400", "Invalid VDC URN format"),
                List.of("/cloudapi/1.0.0/catalogs/x", "400", "Invalid catalog URN format"),
                List.of("/cloudapi/1.0.0/catalogs/urn:vcloud:catalog:x", "404", "Catalog not found"),
                List.of("/cloudapi/1.0.0/catalogs/x/catalogItems", "400", "Invalid catalog ID format"),
                List.of(CATALOGS + "/" + Sample.CATALOG + "/catalogItems/x", "400", "Invalid catalog item ID format"),
                List.of(
                        CATALOGS + "/" + Sample.CATALOG + "/catalogItems/urn:vcloud:catalogitem:absent",
                        "404",
                        "Catalog item not found"),
                List.of("/cloudapi/1.0.0/vapps/x", "400", "Invalid vApp URN format"),
                List.of("/cloudapi/1.0.0/vapps/urn:vcloud:vapp:x", "404", "vApp not found"),
                List.of("/cloudapi/1.0.0/vms/x", "400", "Invalid VM URN format"),
                List.of("/cloudapi/1.0.0/vms/urn:vcloud:vm:x", "404", "VM not found"),
                List.of("/cloudapi/1.0.0/tasks/x", "400", "Invalid task URN format"),
                List.of("/cloudapi/1.0.0/tasks/urn:vcloud:task:" + Sample.VM.id(), "404", "Task not found"));
    }

    @ParameterizedTest
    @MethodSource("wrongIds")
    void anIdIsCheckedAsStrictlyAsTheContractSays(List<String> row) {
        Answer answer = api.get(row.get(0));

        assertThat(answer.status()).as(answer.body()).isEqualTo(Integer.parseInt(row.get(1)));
        assertThat(answer.json().get("message").asText()).isEqualTo(row.get(2));
    }

    @Test
    void powerTellsABadIdFromAMissingMachine() {
        assertThat(api.post("/cloudapi/1.0.0/vms/x/actions/powerOn", null).status())
                .isEqualTo(400);
        assertThat(api.post("/cloudapi/1.0.0/vms/" + Sample.ORG.id() + "/actions/powerOff", null)
                        .json()
                        .get("message")
                        .asText())
                .isEqualTo("VM not found");
    }
}
