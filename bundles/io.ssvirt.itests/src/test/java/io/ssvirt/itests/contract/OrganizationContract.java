package io.ssvirt.itests.contract;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import io.ssvirt.itests.walk.Answer;

import static io.ssvirt.itests.contract.Contract.V1;
import static io.ssvirt.itests.contract.Contract.names;
import static io.ssvirt.itests.contract.Contract.shape;
import static io.ssvirt.itests.contract.Contract.urn;
import static org.assertj.core.api.Assertions.assertThat;

/** Organizations. */
record OrganizationContract(Contract contract) {

    private static final String ORGS = V1 + "/orgs";
    private static final String ORGANIZATION = "id:s name:s displayName:s description:s isEnabled:b orgVdcCount:i"
            + " catalogCount:i vappCount:i runningVMCount:i userCount:i diskCount:i canManageOrgs:b canPublish:b"
            + " maskedEventTaskUsername:s directlyManagedOrgCount:i created_at:s updated_at:s deleted_at:n";

    void check() {
        Answer made = contract.send(
                "POST", ORGS, "{\"NAME\":\"contract-a\",\"isEnabled\":false,\"canPublish\":true,\"other\":1}", 201);
        shape(made.body(), ORGANIZATION);
        assertThat(made.text("/displayName")).isEqualTo("contract-a");
        assertThat(made.body().at("/isEnabled").asBoolean()).isFalse();
        String path = ORGS + "/" + made.id();
        changes(path);
        refusals(path);
        lists(made.id());
        whatANameMayBe(path);
        provider();
        contract.send("DELETE", path, null, 204);
        contract.human("DELETE", path, null, 404, "Organization not found");
        String again =
                contract.send("POST", ORGS, "{\"name\":\"contract-a\"}", 201).id();
        whatBlocksADelete(again);
    }

    private void changes(String path) {
        String before = contract.get(path).text("/updated_at");
        Answer kept = contract.send("PUT", path, "{\"name\":\"\",\"displayName\":\"\",\"isEnabled\":true}", 200);
        assertThat(kept.text("/name")).isEqualTo("contract-a");
        assertThat(kept.body().at("/isEnabled").asBoolean()).isTrue();
        assertThat(kept.body().at("/canPublish").asBoolean()).isTrue();
        assertThat(kept.text("/updated_at")).isGreaterThan(before).endsWith("Z");
        for (String method : List.of("PUT", "PATCH")) {
            JsonNode off = contract.send(method, path, "{\"isEnabled\":false,\"canPublish\":false}", 200)
                    .body();
            assertThat(off.at("/isEnabled").asBoolean()).isFalse();
            assertThat(off.at("/canPublish").asBoolean()).isFalse();
            contract.send(method, path, "{\"isEnabled\":true,\"canPublish\":true}", 200);
        }
        contract.send("GET", path.replace(":", "%3A"), null, 200);
    }

    private void refusals(String path) {
        contract.human("GET", ORGS + "/x", null, 400, "Invalid organization ID format");
        contract.human("GET", ORGS + "/" + urn("user"), null, 400, "Invalid organization ID: expected org URN");
        contract.human("GET", ORGS + "/" + urn("org"), null, 404, "Organization not found");
        contract.human("PUT", ORGS + "/" + urn("org"), "{}", 404, "Organization not found");
        names(
                contract.human("POST", ORGS, "{\"name\":\"contract-a\"}", 409, "Organization name already exists"),
                "name");
        names(contract.human("POST", ORGS, "{\"name\":7}", 400, "Invalid request body: "), "name");
        names(contract.human("PUT", path, "{\"isEnabled\":\"yes\"}", 400, "Invalid request body: "), "isEnabled");
        contract.human("POST", ORGS, "", 400, "Invalid request body: ");
        contract.human("PATCH", path, "", 400, "Invalid request body: ");
    }

    private void lists(String id) {
        for (String size : List.of("pageSize", "page_size", "per_page")) {
            contract.page(ORGS + "?" + size + "=1", 1);
            contract.page(ORGS + "?" + size + "=0", 25);
            contract.page(ORGS + "?" + size + "=x", 25);
            contract.page(ORGS + "?" + size + "=101", 100);
        }
        for (String page : List.of("0", "-1", "x", "1.5")) {
            assertThat(contract.page(ORGS + "?page=" + page, 25).at("/page").asInt())
                    .isEqualTo(1);
        }
        assertThat(contract.page(ORGS + "?page=99", 25).at("/values")).isEmpty();
        assertThat(contract.all(ORGS, "/name")).isSorted();
        for (String one : List.of(
                "filter=name==contract-a",
                "filter=name==contract-*",
                "filter=tract-a",
                "search=TRACT-A",
                "filter=id==" + id,
                "filter=(id==" + id + ")",
                "search=contract-a&enabled=true")) {
            assertThat(contract.all(ORGS + "?" + one, "/id")).as(one).containsExactly(id);
        }
        for (String none : List.of("filter=name==Contract-A", "filter=%25", "search=contract-a&enabled=false")) {
            assertThat(contract.all(ORGS + "?" + none, "/id")).as(none).isEmpty();
        }
        for (String time : List.of("created_at", "createdAt", "creationDate", "createdDate")) {
            List<String> oldest = contract.all(ORGS + "?sortAsc=" + time, "/id");
            assertThat(oldest.get(oldest.size() - 1)).as(time).isEqualTo(id);
            assertThat(contract.all(ORGS + "?sortDesc=" + time, "/id").get(0)).isEqualTo(id);
            assertThat(contract.all(ORGS + "?sort_by=" + time + "&sort_order=desc", "/id")
                            .get(0))
                    .isEqualTo(id);
        }
        contract.page(ORGS + "?sortAsc=nothing&unknown=1&filter=((&search=", 25);
    }

    private void whatANameMayBe(String path) {
        for (String name : List.of("a@b", "a:b", "a/b", "a\\\\b", " a", "a ", "..", "a\\nb")) {
            Answer refused =
                    contract.human("POST", ORGS, "{\"name\":\"" + name + "\"}", 400, "field \"name\" must not …");
            names(refused, "name");
            assertThat(refused.text("/message")).as("what to do").contains("displayName");
            contract.human("PATCH", path, "{\"name\":\"" + name + "\"}", 400, "field \"name\" must not …");
        }
        for (String name : List.of("Globex & Co", "bad name!", "ä-ö", "contract.b")) {
            String made = contract.send("POST", ORGS, "{\"name\":\"" + name + "\"}", 201)
                    .id();
            contract.send("DELETE", ORGS + "/" + made, null, 204);
        }
    }

    private void provider() {
        JsonNode provider = contract.get(ORGS + "?filter=name==Provider").body().at("/values/0");
        assertThat(provider.at("/displayName").asText()).isEqualTo("Provider Organization");
        assertThat(provider.at("/canManageOrgs").asBoolean()).isTrue();
        String path = ORGS + "/" + provider.at("/id").asText();
        contract.human("DELETE", path, null, 400, "Cannot delete the Provider organization");
        names(
                contract.human("PUT", path, "{\"name\":\"other\"}", 400, "The Provider organization cannot be renamed"),
                "name");
        for (String name : List.of("Provider", "provider", "System")) {
            contract.human("POST", ORGS, "{\"name\":\"" + name + "\"}", 409, "Organization name already exists");
        }
    }

    private void whatBlocksADelete(String id) {
        contract.send("POST", V1 + "/catalogs", "{\"name\":\"c\",\"orgId\":\"" + id + "\"}", 201);
        Answer refused =
                contract.human("DELETE", ORGS + "/" + id, null, 409, "Organization \"contract-a\" is not empty: ");
        assertThat(refused.text("/message"))
                .contains("0 VDCs, 0 vApps, 1 catalog and 0 users", "?recursive=true&force=true");
        contract.send("DELETE", ORGS + "/" + id + "?recursive=true&force=true", null, 204);
        contract.human("GET", ORGS + "/" + id, null, 404, "Organization not found");
    }
}
