package io.ssvirt.itests.walk;

import static io.ssvirt.itests.walk.Api.CLOUD;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

/** Requests that are wrong, each with what the answer must say; none of them may leave a trace. */
public final class BadInput {

    /**
     * A wrong request.
     *
     * @param status the only status that is right
     * @param names what the answer must name
     */
    public record Case(String path, String body, int status, String names) {}

    private final Api api;
    private final Tenant tenant;

    /** Sends its requests about one tenant. */
    public BadInput(Api api, Tenant tenant) {
        this.api = api;
        this.tenant = tenant;
    }

    /** Sends every wrong request and checks each answer. */
    public void send() {
        String before = everything();
        for (Case wrong : cases()) {
            Answer answer = api.postText(wrong.path(), wrong.body());
            assertThat(answer.status()).as("%s %s: %s", wrong.path(), wrong.body(), answer.body()).isEqualTo(wrong.status());
            assertThat(answer.body().at("/code").asInt()).isEqualTo(wrong.status());
            assertThat(answer.text("/message")).as("%s", wrong.body()).isNotBlank();
            assertThat(answer.body().toString()).as("%s", wrong.body()).contains(wrong.names());
            assertThat(answer.body().toString()).doesNotContain("Exception", "jackson", "java.");
        }
        for (String path : unknown()) {
            assertThat(api.get(path).status()).as(path).isIn(400, 404);
        }
        assertThat(everything()).as("what is there after the wrong requests").isEqualTo(before);
    }

    private List<Case> cases() {
        String orgs = CLOUD + "/orgs";
        String vdcs = tenant.vdcs();
        String catalogs = CLOUD + "/catalogs";
        String instantiate = tenant.instantiate();
        String item = tenant.items().text("/values/0/id");
        String withParameter = parameterized();
        return List.of(
                new Case(orgs, "", 400, "body"),
                new Case(orgs, "{", 400, ""),
                new Case(orgs, "[]", 400, ""),
                new Case(orgs, "{}", 400, "name"),
                new Case(orgs, "{\"name\":7}", 400, "name"),
                new Case(orgs, "{\"name\":\"\"}", 400, "name"),
                new Case(orgs, "{\"name\":\"" + "n".repeat(5000) + "\"}", 400, "name"),
                new Case(orgs, "{\"name\":\"a\\u0000b\"}", 400, "name"),
                new Case(orgs, "{\"name\":\"x\",\"isEnabled\":\"yes\"}", 400, "isEnabled"),
                new Case(orgs, "{\"name\":\"Provider\"}", 409, "name"),
                new Case(vdcs, "", 400, "body"),
                new Case(vdcs, "{\"name\":\"x\"}", 400, "llocation"),
                new Case(vdcs, "{\"name\":\"x\",\"allocationModel\":\"Huge\"}", 400, "llocation"),
                new Case(vdcs, "{\"allocationModel\":\"Flex\"}", 400, "name"),
                new Case(vdcs, vdc("\"cpu\":{\"limit\":\"many\"}"), 400, "computeCapacity.cpu.limit"),
                new Case(vdcs, vdc("\"cpu\":{\"limit\":-1}"), 400, "computeCapacity.cpu.limit"),
                new Case(vdcs, vdc("\"cpu\":{\"limit\":1,\"units\":\"bogomips\"}"), 400, "computeCapacity.cpu.units"),
                new Case(vdcs, vdc("\"memory\":{\"limit\":9223372036854775807}"), 400, "computeCapacity.memory.limit"),
                new Case("/api/admin/org/nonsense/vdcs", "{}", 400, "URN"),
                new Case("/api/admin/org/" + urn("org") + "/vdcs", vdc(""), 404, "Organization"),
                new Case(catalogs, "{\"name\":\"x\",\"orgId\":\"nonsense\"}", 400, "organization"),
                new Case(catalogs, "{\"name\":\"x\",\"orgId\":\"" + urn("org") + "\"}", 404, "Organization"),
                new Case(catalogs, "{\"orgId\":\"" + tenant.organization() + "\"}", 400, "name"),
                new Case(instantiate, "", 400, ""),
                new Case(instantiate, "{\"name\":\"x\"}", 400, "catalogItem"),
                new Case(instantiate, vapp("Not_Legal", item, ""), 400, "DNS-1123"),
                new Case(instantiate, vapp("n".repeat(64), item, ""), 400, "DNS-1123"),
                new Case(instantiate, vapp("x", "urn:vcloud:vm:1", ""), 400, "urn:vcloud:catalogitem:"),
                new Case(instantiate, vapp("x", "urn:vcloud:catalogitem:", ""), 400, "catalog item"),
                new Case(instantiate, vapp("x", item + "-unknown", ""), 404, "Catalog item"),
                new Case(instantiate, vapp("x", item, ",\"parameters\":{\"NO_SUCH\":\"v\"}"), 400, "NO_SUCH"),
                new Case(instantiate, vapp("x", item, ",\"parameters\":7"), 400, "parameters"),
                new Case(instantiate, vapp("x", withParameter, ""), 400, "SSH"),
                new Case(
                        CLOUD + "/vdcs/" + urn("vdc") + "/actions/instantiateTemplate", vapp("x", item, ""), 404, "VDC"),
                new Case(CLOUD + "/vms/" + urn("vm") + "/actions/powerOn", "", 404, "VM"));
    }

    /** Returns an item that cannot be instantiated without a value of the user's. */
    private String parameterized() {
        for (var item : tenant.items().body().at("/values")) {
            for (var parameter : item.at("/parameters")) {
                if (parameter.at("/required").asBoolean() && parameter.at("/name").asText().contains("SSH")) {
                    return item.at("/id").asText();
                }
            }
        }
        throw new AssertionError("no sample template has a required parameter without a default");
    }

    private static List<String> unknown() {
        return List.of(
                CLOUD + "/orgs/" + urn("org"),
                CLOUD + "/orgs/nonsense",
                CLOUD + "/vdcs/" + urn("vdc"),
                CLOUD + "/vapps/" + urn("vapp"),
                CLOUD + "/vapps/" + urn("vdc"),
                CLOUD + "/vms/" + urn("vm"),
                CLOUD + "/catalogs/" + urn("catalog") + "/catalogItems",
                CLOUD + "/no/such/thing");
    }

    private static String urn(String type) {
        return "urn:vcloud:" + type + ":00000000-0000-4000-8000-00000000dead";
    }

    private static String vdc(String capacity) {
        return "{\"name\":\"x\",\"allocationModel\":\"Flex\",\"computeCapacity\":{" + capacity + "}}";
    }

    private static String vapp(String name, String item, String more) {
        return "{\"name\":\"" + name + "\",\"catalogItem\":{\"id\":\"" + item + "\"}" + more + "}";
    }

    private String everything() {
        Map<String, String> lists = Map.of(
                "orgs", CLOUD + "/orgs?pageSize=100",
                "vdcs", CLOUD + "/vdcs?pageSize=100",
                "catalogs", CLOUD + "/catalogs?pageSize=100",
                "vapps", CLOUD + "/vdcs/" + Api.segment(tenant.vdc()) + "/vapps");
        StringBuilder all = new StringBuilder();
        lists.keySet().stream()
                .sorted()
                .forEach(name -> all.append(name)
                        .append(api.get(lists.get(name)).is(200).body().at("/values")));
        return all.toString();
    }
}
