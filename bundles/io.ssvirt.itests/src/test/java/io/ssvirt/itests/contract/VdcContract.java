package io.ssvirt.itests.contract;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import io.ssvirt.itests.walk.Answer;
import io.ssvirt.itests.walk.Api;
import io.ssvirt.itests.walk.Tenant;

import static io.ssvirt.itests.contract.Contract.V1;
import static io.ssvirt.itests.contract.Contract.names;
import static io.ssvirt.itests.contract.Contract.shape;
import static io.ssvirt.itests.contract.Contract.urn;
import static org.assertj.core.api.Assertions.assertThat;

/** VDCs as their administrators and their users see them. */
record VdcContract(Api nobody, Contract contract, Tenant tenant) {

    private static final String PUBLIC = V1 + "/vdcs";
    private static final String VDC = "id:s name:s description:s allocationModel:s computeCapacity.cpu.allocated:i"
            + " computeCapacity.cpu.limit:i computeCapacity.cpu.units:s computeCapacity.memory.allocated:i"
            + " computeCapacity.memory.limit:i computeCapacity.memory.units:s providerVdc.id:s nicQuota:i networkQuota:i"
            + " vdcStorageProfiles:o isThinProvision:b isEnabled:b displayName:s creationDate:s lastModified:s";
    private static final String FULL = "{\"name\":\"contract-v\",\"description\":\"d\",\"allocationModel\":\"Flex\","
            + "\"computeCapacity\":{\"cpu\":{\"allocated\":1000,\"limit\":10000,\"units\":\"MHz\"},"
            + "\"memory\":{\"allocated\":1024,\"limit\":10240,\"units\":\"MB\"}},\"providerVdc\":{\"id\":\"x\"},"
            + "\"nicQuota\":0,\"networkQuota\":0,\"vdcStorageProfiles\":[],\"isThinProvision\":true,\"isEnabled\":false}";

    void check() {
        refusals();
        JsonNode made = contract.send("POST", admin(), FULL, 201).body();
        shape(made, VDC);
        assertThat(made.at("/isEnabled").asBoolean()).isFalse();
        assertThat(made.at("/nicQuota").asInt()).isEqualTo(100);
        assertThat(made.at("/networkQuota").asInt()).isEqualTo(50);
        assertThat(made.at("/vdcStorageProfiles")).isEmpty();
        assertThat(made.at("/creationDate").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        String id = made.at("/id").asText();
        changes(admin() + "/" + id);
        lists(id);
        whoMay();
        contract.send("DELETE", admin() + "/" + id, null, 204);
        contract.phrase("GET", admin() + "/" + id, null, 404, "VDC not found");
        contract.phrase("GET", PUBLIC + "/" + id, null, 404, "VDC not found");
        String again = contract.send("POST", admin(), FULL, 201).id();
        contract.send("DELETE", admin() + "/" + again, null, 204);
    }

    private String admin() {
        return "/api/admin/org/" + tenant.organization() + "/vdcs";
    }

    private void refusals() {
        contract.phrase("GET", "/api/admin/org/create/vdcs", null, 400, "Invalid organization URN format");
        for (String method : List.of("GET", "POST")) {
            String body = method.equals("GET") ? null : "{";
            contract.phrase(method, "/api/admin/org/" + urn("org") + "/vdcs", body, 404, "Organization not found");
            contract.phrase(method, "/api/admin/org/urn:vcloud:org:x/vdcs", body, 404, "Organization not found");
        }
        contract.phrase("POST", admin(), "{", 400, "The request body is not valid JSON …");
        contract.phrase("POST", admin(), "", 400, "A request body is required");
        for (String model : List.of("{\"name\":\"x\"}", "{\"name\":\"x\",\"allocationModel\":\"flex\"}")) {
            names(contract.phrase("POST", admin(), model, 400, "Invalid allocation model"), "allocationModel");
        }
        contract.phrase("GET", admin() + "/x", null, 400, "Invalid VDC URN format");
        contract.phrase("GET", admin() + "/urn:vcloud:vdc:x", null, 404, "VDC not found");
        contract.phrase("GET", PUBLIC + "/x", null, 400, "Invalid VDC URN format");
        contract.phrase("GET", PUBLIC + "/" + urn("vdc"), null, 404, "VDC not found");
        String provider =
                contract.all(V1 + "/orgs?filter=name==Provider", "/id").get(0);
        contract.phrase("GET", "/api/admin/org/" + provider + "/vdcs/" + tenant.vdc(), null, 404, "VDC not found");
    }

    private void changes(String path) {
        JsonNode zero = contract.send(
                        "PUT",
                        path,
                        "{\"name\":\"\",\"computeCapacity\":{\"cpu\":{\"limit\":0},\"memory\":{\"limit\":0}},"
                                + "\"nicQuota\":0,\"networkQuota\":0,\"isThinProvision\":false,\"vdcStorageProfiles\":{}}",
                        200)
                .body();
        assertThat(zero.at("/name").asText()).isEqualTo("contract-v");
        assertThat(zero.at("/computeCapacity/cpu/limit").asInt()).isZero();
        assertThat(zero.at("/computeCapacity/memory/limit").asInt()).isZero();
        assertThat(zero.at("/computeCapacity/cpu/units").asText()).isEqualTo("MHz");
        assertThat(zero.at("/nicQuota").asInt()).isZero();
        assertThat(zero.at("/networkQuota").asInt()).isZero();
        assertThat(zero.at("/isThinProvision").asBoolean()).isFalse();
        JsonNode on = contract.send("PATCH", path, "{\"isEnabled\":true,\"description\":\"patched\"}", 200)
                .body();
        assertThat(on.at("/isEnabled").asBoolean()).isTrue();
        assertThat(on.at("/description").asText()).isEqualTo("patched");
        names(
                contract.phrase("PUT", path, "{\"allocationModel\":\"no\"}", 400, "Invalid allocation model"),
                "allocationModel");
        contract.phrase("PUT", admin() + "/" + urn("vdc"), "{}", 404, "VDC not found");
    }

    private void lists(String id) {
        assertThat(contract.all(PUBLIC + "?filter=org.id==" + tenant.organization(), "/id"))
                .as("newest first")
                .containsExactly(id, tenant.vdc());
        for (String list : List.of(admin(), PUBLIC)) {
            contract.page(list + "?pageSize=1", 1);
            contract.page(list + "?page_size=1000", 100);
            for (String one : List.of(
                    "filter=contract-v",
                    "filter=name==contract-v",
                    "search=CONTRACT-v&status=enabled&allocationModel=Flex",
                    "filter=id==" + id)) {
                assertThat(contract.all(list + "?" + one, "/id")).as(one).containsExactly(id);
            }
            assertThat(contract.all(list + "?filter=contract-v&status=disabled", "/id"))
                    .isEmpty();
        }
        assertThat(contract.all(admin() + "?sortAsc=name", "/name")).containsExactly("contract-v", "dev");
        assertThat(contract.all(admin() + "?sortDesc=name", "/name")).containsExactly("dev", "contract-v");
        for (String time : List.of("creationDate", "created_at", "lastModified", "updated_at")) {
            assertThat(contract.all(admin() + "?sortAsc=" + time, "/name"))
                    .as(time)
                    .containsExactly("dev", "contract-v");
        }
    }

    private void whoMay() {
        String body = "{\"username\":\"contract-oa\",\"fullName\":\"x\",\"email\":\"oa@contract.example\","
                + "\"password\":\"secret1\",\"organizationId\":\"" + tenant.organization()
                + "\",\"roleEntityRefs\":[{\"name\":\"Organization Administrator\"}]}";
        String user = contract.send("POST", V1 + "/users", body, 201).id();
        Contract manager = new Contract(nobody.login("contract-oa", "secret1"));
        for (String method : List.of("GET", "POST")) {
            Answer refused = manager.phrase(
                    method, admin(), method.equals("GET") ? null : FULL, 403, "System Administrator role required");
            assertThat(refused.text("/details")).isEqualTo("VDC management requires System Administrator privileges");
        }
        String one = admin() + "/" + tenant.vdc();
        for (String method : List.of("GET", "PUT", "PATCH", "DELETE")) {
            manager.phrase(
                    method, one, method.startsWith("P") ? "{}" : null, 403, "System Administrator role required");
        }
        assertThat(manager.all(PUBLIC, "/id")).contains(tenant.vdc());
        contract.send("DELETE", V1 + "/users/" + user, null, 204);
    }
}
