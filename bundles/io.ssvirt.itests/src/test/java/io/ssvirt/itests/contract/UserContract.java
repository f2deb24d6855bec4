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

/** Users, roles and profiles. */
record UserContract(Api nobody, Contract contract, Tenant tenant) {

    private static final String USERS = V1 + "/users";
    private static final String ROLES = V1 + "/roles";
    private static final String USER =
            "id:s username:s fullName:s description:s email:s deployedVmQuota:i storedVmQuota:i"
                    + " nameInSource:s enabled:b isGroupRole:b providerType:s locked:b stranded:b organizationId:s"
                    + " organizationName:s created_at:s updated_at:s deleted_at:n orgEntityRef.name:s orgEntityRef.id:s"
                    + " organization.id:s organization.deleted_at:n";

    void check() {
        String role = roles();
        Answer made = contract.send(
                "POST",
                USERS,
                user(
                        "contract-u",
                        ",\"roleEntityRefs\":[{\"id\":\"" + role + "\"},{\"id\":\"" + role
                                + "\",\"name\":\"x\"},{\"id\":\"\"}]"),
                201);
        shape(made.body(), USER + " roleEntityRefs:a roles:a");
        assertThat(made.body().at("/roleEntityRefs")).hasSize(1);
        assertThat(made.text("/roles/0/name")).isEqualTo("vApp User");
        assertThat(made.text("/nameInSource")).isEqualTo("contract-u");
        assertThat(made.text("/providerType")).isEqualTo("LOCAL");
        String path = USERS + "/" + made.id();
        refusals(path);
        changes(path, role);
        lists(made.id(), role);
        own();
        contract.send("DELETE", path, null, 204);
        contract.human("DELETE", path, null, 404, "User not found");
        String again = contract.send("POST", USERS, user("contract-u", ""), 201).id();
        contract.send("DELETE", USERS + "/" + again, null, 204);
    }

    private String user(String name, String more) {
        return "{\"username\":\"" + name + "\",\"FullName\":\"Full Name\",\"email\":\"" + name
                + "@contract.example\",\"password\":\"secret1\",\"organizationID\":\"" + tenant.organization() + "\""
                + more
                + "}";
    }

    private String roles() {
        JsonNode roles = contract.page(ROLES + "?filter=readOnly==true", 25);
        assertThat(roles.at("/values").findValuesAsText("name"))
                .containsExactly("Organization Administrator", "System Administrator", "vApp User");
        shape(
                roles.at("/values/0"),
                "id:s name:s description:s bundleKey:s readOnly:b created_at:s updated_at:s deleted_at:n");
        String id = roles.at("/values/2/id").asText();
        contract.send("GET", ROLES + "/" + id, null, 200);
        contract.human("GET", ROLES + "/x", null, 400, "Invalid role ID format");
        contract.human("GET", ROLES + "/" + urn("org"), null, 400, "Invalid role ID: expected role URN");
        contract.human("GET", ROLES + "/" + urn("role"), null, 404, "Role not found");
        contract.human("PUT", ROLES + "/" + id, "{\"description\":\"x\"}", 409, "Role \"vApp User\" is predefined …");
        String made =
                contract.send("POST", ROLES, "{\"name\":\"contract-r\"}", 201).id();
        for (String method : List.of("PUT", "PATCH")) {
            assertThat(contract.send(method, ROLES + "/" + made, "{\"description\":\"" + method + "\"}", 200)
                            .text("/description"))
                    .isEqualTo(method);
        }
        for (String time : List.of("created_at", "updated_at")) {
            assertThat(contract.all(ROLES + "?sortDesc=" + time, "/id").get(0)).isEqualTo(made);
        }
        contract.send("DELETE", ROLES + "/" + made, null, 204);
        contract.send(
                "DELETE",
                ROLES + "/"
                        + contract.send("POST", ROLES, "{\"name\":\"contract-r\"}", 201)
                                .id(),
                null,
                204);
        return id;
    }

    private void refusals(String path) {
        contract.human("GET", USERS + "/x", null, 400, "Invalid user ID format");
        contract.human("GET", USERS + "/" + urn("role"), null, 400, "Invalid user ID: expected user URN");
        contract.human("GET", USERS + "/" + urn("user"), null, 404, "User not found");
        names(contract.human("POST", USERS, "{}", 400, "Invalid request body: "), "username");
        names(
                contract.human(
                        "POST", USERS, user("contract-u", ""), 409, "User with username or email already exists"),
                "username");
        String other = user("other", "").replace("other@", "contract-u@");
        names(contract.human("POST", USERS, other, 409, "User with username or email already exists"), "email");
        names(
                contract.human(
                        "POST",
                        USERS,
                        user("o", "").replace("secret1", "12345"),
                        400,
                        "field \"password\" must have at least 6 …"),
                "password");
        names(
                contract.human("POST", USERS, user("o", "").replace("@", "-at-"), 400, "field \"email\" must be …"),
                "email");
        String role = ",\"roleEntityRefs\":[{\"id\":\"" + urn("role") + "\"}]";
        names(contract.human("POST", USERS, user("o", role), 400, "Role not found: …"), "roleEntityRefs");
        names(contract.human("PUT", path, "{" + role.substring(1) + "}", 400, "Role not found: …"), "roleEntityRefs");
        for (String member : List.of("organizationId", "orgEntityRef.id")) {
            badOrganization(member, "x", "Invalid organization ID format");
            badOrganization(member, urn("role"), "Invalid organization ID: expected org URN");
        }
        names(
                contract.human(
                        "PUT", path, "{\"organizationId\":\"" + urn("org") + "\"}", 400, "Organization not found"),
                "organizationId");
    }

    private void badOrganization(String member, String id, String message) {
        String value = member.equals("organizationId") ? "\"" + id + "\"" : "{\"id\":\"" + id + "\"}";
        String body = "{\"" + member.replace(".id", "") + "\":" + value + ",\"username\":\"o\",\"fullName\":\"o\","
                + "\"email\":\"o@x.example\",\"password\":\"secret1\"}";
        names(contract.human("POST", USERS, body, 400, message), member);
    }

    private void changes(String path, String role) {
        JsonNode off = contract.send(
                        "PUT",
                        path,
                        "{\"enabled\":false,\"deployedVmQuota\":5,\"storedVmQuota\":6,\"fullName\":\"\"}",
                        200)
                .body();
        assertThat(off.at("/enabled").asBoolean()).isFalse();
        assertThat(off.at("/fullName").asText()).isEqualTo("Full Name");
        Answer inactive = nobody.tryLogin("contract-u", "secret1").is(403);
        assertThat(inactive.text("/message")).isEqualTo("User account is inactive");
        assertThat(inactive.text("/error")).isEqualTo("Forbidden");
        nobody.tryLogin("contract-u", "wrong").is(401);
        JsonNode zero = contract.send("PUT", path, "{\"deployedVmQuota\":0,\"storedVmQuota\":0}", 200)
                .body();
        assertThat(zero.at("/deployedVmQuota").asInt()).isZero();
        assertThat(zero.at("/storedVmQuota").asInt()).isZero();
        JsonNode bare = contract.send("PATCH", path, "{\"enabled\":true,\"roleEntityRefs\":[]}", 200)
                .body();
        assertThat(bare.has("roleEntityRefs") || bare.has("roles")).isFalse();
        contract.send("PATCH", path, "{\"roleEntityRefs\":null}", 200);
        for (String reference : List.of(
                "{\"id\":\"" + role + "\"}",
                "{\"id\":\"urn:vcloud:role:vapp-user\",\"name\":\"vApp User\"}",
                "{\"id\":\"vapp-user\",\"name\":\"vApp User\"}")) {
            assertThat(contract.send("PATCH", path, "{\"roleEntityRefs\":[" + reference + "]}", 200)
                            .text("/roleEntityRefs/0/id"))
                    .isEqualTo(role);
        }
        String taken = contract.send("POST", USERS, user("contract-t", ""), 201).id();
        names(contract.human("PUT", path, "{\"username\":\"contract-t\"}", 409, "Username already exists"), "username");
        names(
                contract.human("PUT", path, "{\"email\":\"contract-t@contract.example\"}", 409, "Email already exists"),
                "email");
        contract.send("DELETE", USERS + "/" + taken, null, 204);
        String long80 = "p".repeat(80);
        contract.send("PUT", path, "{\"password\":\"" + long80 + "x\"}", 200);
        nobody.tryLogin("contract-u@contract", long80 + "x").is(200);
        nobody.tryLogin("contract-u@contract", long80 + "y").is(401);
    }

    private void lists(String id, String role) {
        assertThat(contract.all(USERS, "/username")).isSorted();
        contract.page(USERS + "?per_page=1", 1);
        for (String one : List.of(
                "filter=username==contract-u",
                "filter=name==contract-u",
                "search=contract-u@CONTRACT",
                "enabled=true&role=vApp%20User&organization_id=" + tenant.organization(),
                "role=" + role + "&organization_id=" + tenant.organization() + "&sort_by=username&sort_order=desc",
                "filter=orgEntityRef.id==" + tenant.organization(),
                "filter=roleEntityRefs.id==" + role + "&search=contract",
                "filter=id==" + id)) {
            assertThat(contract.all(USERS + "?" + one, "/id")).as(one).containsExactly(id);
        }
        String members = V1 + "/orgs/" + tenant.organization() + "/users";
        assertThat(contract.all(members, "/id")).containsExactly(id);
        shape(contract.send("GET", members + "/" + id, null, 200).body(), USER);
        contract.human("GET", V1 + "/orgs/" + urn("org") + "/users", null, 404, "Organization not found");
    }

    private void own() {
        assertThat(contract.send("GET", USERS + "/current", null, 200).text("/username"))
                .isEqualTo("admin");
        JsonNode profile =
                contract.send("GET", "/api/v1/user/profile", null, 200).body();
        shape(profile, "success:b data.id:s data.username:s data.email:s data.full_name:s");
        shape(contract.send("GET", "/api/v1/user/preferences", null, 200).body(), "success:b data.notifications:o");
        JsonNode ways = contract.send("GET", "/api/v1/user/security/settings", null, 200)
                .body();
        shape(ways, "success:b data:a");
        shape(ways.at("/data/0"), "id:s name:s description:s enabled:b");
        names(
                contract.human(
                        "PUT",
                        "/api/v1/user/password",
                        "{\"current_password\":\"wrong\",\"new_password\":\"another1\"}",
                        400,
                        "The current password is not right"),
                "current_password");
    }
}
